import '../app/zod-setup.ts';
import { statementSchema, type StatementOfReasons } from '@sotto/protocol';
import { storedValue, type StoredValue, type TextStorage } from '../app/device-store.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { createStatementApi } from './statement-api.ts';

/** What pages can do with statements without an identity, made of the browser's own parts. */

export const statementApi = createStatementApi(createApiCaller((input, init) => fetch(input, init)));

/** Why this person is shut out, as this device was told last. It goes with the identity. */
export function keptStatement(
  storage: () => TextStorage = () => localStorage,
): StoredValue<StatementOfReasons> {
  return storedValue(storage, 'sotto.statement', 1, statementSchema);
}
