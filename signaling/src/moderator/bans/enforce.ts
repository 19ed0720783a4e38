import type { ServerFrame, StatementOfReasons } from '@sotto/protocol';
import type { Hub } from '../../hub/index.ts';
import type { BanNotes } from '../../limits/ban-notes.ts';
import { errorFields, type Log } from '../../log/log.ts';
import type { SessionPrincipal } from '../../ports.ts';
import type { SessionService } from '../../session/service.ts';
import type { Bans } from './bans.ts';

export interface EnforceParts {
  readonly bans: Pick<Bans, 'isBanned' | 'noticeFor' | 'isWarned' | 'warningsFor' | 'onChange'>;
  readonly hub: Pick<Hub, 'holders' | 'tell' | 'prefixKeyOf'>;
  readonly notes: Pick<BanNotes, 'note'>;
  readonly sessions: Pick<SessionService, 'end'>;
  readonly log: Log;
}

/** Brings what was decided to those who are here: who is shut out is told why, and their session ends; who is warned is told. */
export function enforceMeasures({ bans, hub, notes, sessions, log }: EnforceParts): void {
  bans.onChange(() => {
    for (const holder of hub.holders()) {
      if (bans.isBanned(holder.handle)) void shutOut(holder);
      else tellWarnings(holder, bans, (session, frame) => hub.tell(session, frame), log);
    }
  });
  const shutOut = async ({ session, handle }: SessionPrincipal): Promise<void> => {
    // Without the words they go all the same, and get them when they try to come back.
    const notice = await bans.noticeFor(handle).catch(() => undefined);
    if (notice !== undefined) hub.tell(session, frameOf(notice));
    const prefixKey = hub.prefixKeyOf(session);
    if (prefixKey !== undefined) void notes.note(prefixKey);
    await sessions.end(session).catch((error: unknown) => log.error('ban-not-enforced', errorFields(error)));
  };
}

/** Tells somebody what they have not acknowledged yet. */
export function tellWarnings(
  { session, handle }: SessionPrincipal,
  bans: Pick<Bans, 'isWarned' | 'warningsFor'>,
  tell: Hub['tell'],
  log: Log,
): void {
  if (!bans.isWarned(handle)) return;
  bans.warningsFor(handle).then(
    (warnings) => {
      for (const warning of warnings) tell(session, frameOf(warning));
    },
    (error: unknown) => log.warn('warning-not-told', errorFields(error)),
  );
}

/** What became of an appeal has no place in a frame: it is looked up by the receipt. */
function frameOf({ appeal: _, ...statement }: StatementOfReasons): ServerFrame {
  return { t: 'statement', statement };
}
