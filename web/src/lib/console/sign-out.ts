import type { ConsoleApi } from './console-api.ts';

/** Signs out. @returns whether nobody is signed in any more: only the server can end a session that lives in a cookie */
export async function signedOut(api: Pick<ConsoleApi, 'signOut'>): Promise<boolean> {
  const answer = await api.signOut();
  if (answer.ok) return true;
  return answer.error.kind === 'problem' && answer.error.problem === 'signed-out';
}
