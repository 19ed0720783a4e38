import { Secret, TOTP } from 'otpauth';
import type { Account } from '../accounts/account-store.ts';
import type { AccountService } from '../accounts/service.ts';

export interface Joined {
  readonly account: Account;
  readonly token: string;
  readonly recoveryCodes: readonly string[];
  /** Base32, as it goes into the app. */
  readonly totpSecret: string;
  readonly totpSecretHex: string;
}

export const password = 'correct horse battery staple';

/** What an authenticator app shows. */
export function codeAt(totpSecret: string, nowMs: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(totpSecret), timestamp: nowMs });
}

/** Accepts an invitation as its holder does. */
export async function joinWith(
  accounts: AccountService,
  token: string,
  name: string,
  time: { readonly nowMs: number },
): Promise<Joined> {
  const offered = await accounts.readInvitation(token);
  if (offered === undefined) throw new Error('no such invitation');
  const { totpSecret } = offered;
  const accepted = await accounts.accept({ token, name, password, code: codeAt(totpSecret, time.nowMs) });
  if (!accepted.ok) throw new Error(accepted.error);
  return { ...accepted.value, totpSecret, totpSecretHex: Secret.fromBase32(totpSecret).hex.toLowerCase() };
}
