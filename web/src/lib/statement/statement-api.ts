import {
  acknowledgementsPath,
  appealsPath,
  statementSchema,
  statementsPath,
  type StatementOfReasons,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult } from '../session/api-caller.ts';

/** The part of the moderation API for those whom a decision touches. */
export interface StatementApi {
  lookUp(receipt: string): ApiResult<StatementOfReasons>;
  acknowledge(receipt: string): ApiResult<void>;
  appeal(receipt: string, text: string): ApiResult<StatementOfReasons>;
}

/** Calls the moderation API through a caller. */
export function createStatementApi({ read, command }: ApiCaller): StatementApi {
  return {
    lookUp: (receipt) => read(statementSchema, { method: 'POST', path: statementsPath, body: { receipt } }),
    acknowledge: (receipt) =>
      command({ method: 'POST', path: acknowledgementsPath, body: { receipt }, keepalive: true }),
    appeal: (receipt, text) =>
      read(statementSchema, { method: 'POST', path: appealsPath, body: { receipt, text } }),
  };
}
