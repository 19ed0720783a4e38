import type { StatementOfReasons } from '@sotto/protocol';
import { asc, gt } from 'drizzle-orm';
import type { Tables } from '../../cases/database.ts';
import { banHandleOf } from '../../evidence/ban-handle.ts';
import type { Clock } from '../../ports.ts';
import { bans, warnings } from '../cases/schema.ts';
import type { Statements } from '../statements/service.ts';
import { BanList } from './ban-list.ts';
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
    const banChanges = await tables.run((database) =>
      database.select().from(bans).where(gt(bans.version, list.version)).orderBy(asc(bans.version)),
    );
    const warningChanges = await tables.run((database) =>
      database
        .select()
        .from(warnings)
        .where(gt(warnings.version, warned.version))
        .orderBy(asc(warnings.version)),
    );
    const anyBan = list.take(banChanges, clock());
    const anyWarning = warned.take(warningChanges, clock()).size > 0;
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
      return all.filter((statement) => statement !== undefined);
    },
    refresh,
    onChange: (listener) => void listeners.push(listener),
  };
}
