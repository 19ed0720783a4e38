import type { Moderator } from '@sotto/protocol';
import { accountsText } from '#lib/text/en/accounts.ts';
import { appealText } from '#lib/text/en/appeals.ts';
import { queueText } from '#lib/text/en/console.ts';
import { analyticsText, auditText } from '#lib/text/en/insight.ts';

const pages = [
  { place: 'reports', name: queueText.heading, path: '/moderator' },
  { place: 'appeals', name: appealText.heading, path: '/moderator/appeals' },
  { place: 'figures', name: analyticsText.heading, path: '/moderator/analytics' },
  { place: 'audit', name: auditText.heading, path: '/moderator/audit', administers: true },
  { place: 'accounts', name: accountsText.heading, path: '/moderator/accounts', administers: true },
] as const;

/** Where somebody is in the console; `account` is their own. */
export type ConsolePlace = (typeof pages)[number]['place'] | 'account';

/** The pages of the console that are of use to somebody, as its bar lists them. */
export function pagesFor({ roles }: Moderator): readonly (typeof pages)[number][] {
  return pages.filter((page) => !('administers' in page) || roles.includes('administrator'));
}
