import { emptyDatabaseVariable, makeDatabase } from './server.ts';

/** Runs once, before all tests, in the process that the others inherit their environment from. */
export default async function beforeAll(): Promise<void> {
  process.env[emptyDatabaseVariable] = await makeDatabase();
}
