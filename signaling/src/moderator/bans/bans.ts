import type { StatementOfReasons } from '@sotto/protocol';
import type { Tables } from '../../cases/database.ts';
import { banHandleOf } from '../../evidence/ban-handle.ts';
import type { Clock } from '../../ports.ts';
import type { Statements } from '../statements/service.ts';
import { BanList } from './ban-list.ts';
import { banChangesSince, forgetWarned, forgetWhatIsOver, warningChangesSince } from './ban-rows.ts';
import { WarningList } from './warning-list.ts';

/** Whom the server shuts out, and whom it has to tell something. */
export interface Bans {
  /** Whether the person of this handle is shut out now. */
  isBanned(handle: string): boolean;
  /** What to tell them. */
  noticeFor(handle: string): Promise<StatementOfReasons | undefined>;
  /** Whether there is a warning that the person of this handle has not acknowledged. */
  isWarned(handle: string): boolean;
  /** Those warnings, the oldest first. */
  warningsFor(handle: string): Promise<readonly StatementOfReasons[]>;
  /** Takes in that the person of a warning has read it. */
  acknowledged(decisionId: string): void;
  /** Forgets whom warnings were for, where it was the person of this handle. */
  forget(handle: string): Promise<void>;
  /** Forgets whom what is over was for, and what they wrote against what was judged long ago. */
  sweep(): Promise<void>;
  /** Takes in what was decided since, on whichever node. */
  refresh(): Promise<void>;
  /** Told after a refresh that shuts somebody out, or warns somebody. */
  onChange(listener: () => void): void;
}

export interface BanParts {
  readonly tables: Tables;
  readonly statements: Pick<Statements, 'of'>;
  /** `banHandle` of the secrets. */
  readonly key: Uint8Array;
  readonly clock: Clock;
}

export function createBans({ tables, statements, key, clock }: BanParts): Bans {
  const list = new BanList();
  const warned = new WarningList();
  const listeners: (() => void)[] = [];
  const warningsOf = (handle: string): readonly string[] => warned.of(banHandleOf(key, handle), clock());
  const read = async (): Promise<void> => {
    const nowMs = clock();
    const banChanges = await tables.run((database) => banChangesSince(database, list, nowMs));
    const warningChanges = await tables.run((database) => warningChangesSince(database, warned, nowMs));
    const anyBan = list.take(banChanges, nowMs);
    const anyWarning = warned.take(warningChanges, nowMs).size > 0;
    if (anyBan || anyWarning) for (const listener of listeners) listener();
  };
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  /** One after the other: an older answer that comes late would bring back what a newer one has lifted. Whoever asks meanwhile shares the next. */
  const refresh = (): Promise<void> =>
    (next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return (running = read());
      }));
  return {
    isBanned: (handle) => list.find(banHandleOf(key, handle), clock()) !== undefined,
    noticeFor: async (handle) => {
      const ban = list.find(banHandleOf(key, handle), clock());
      return ban && statements.of(ban.decisionId);
    },
    isWarned: (handle) => warningsOf(handle).length > 0,
    warningsFor: async (handle) => {
      const all = await Promise.all(warningsOf(handle).map((id) => statements.of(id)));
      return all.filter((each): each is StatementOfReasons => each?.standing === 'in-force');
    },
    acknowledged: (decisionId) => warned.forget(decisionId),
    forget: (handle) => tables.run((database) => forgetWarned(database, banHandleOf(key, handle))),
    sweep: () => tables.run((database) => forgetWhatIsOver(database, clock())),
    refresh,
    onChange: (listener) => void listeners.push(listener),
  };
}
