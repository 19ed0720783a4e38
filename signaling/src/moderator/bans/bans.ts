import type { BanNotice } from '@sotto/protocol';
import { asc, eq, gt } from 'drizzle-orm';
import type { Tables } from '../../cases/database.ts';
import { banHandleOf } from '../../evidence/ban-handle.ts';
import type { Clock } from '../../ports.ts';
import { bans, decisions } from '../cases/schema.ts';
import type { TextBox } from '../cases/text-box.ts';
import { BanList } from './ban-list.ts';

/** Whom the server shuts out. */
export interface Bans {
  /** Whether the person of this handle is shut out now. */
  isBanned(handle: string): boolean;
  /** What to tell them. */
  noticeFor(handle: string): Promise<BanNotice | undefined>;
  /** Takes in what was decided since, on whichever node. */
  refresh(): Promise<void>;
  /** Told after a refresh that shuts somebody out. */
  onBanned(listener: () => void): void;
}

export interface BanParts {
  readonly tables: Tables;
  readonly textBox: TextBox;
  /** `banHandle` of the secrets. */
  readonly key: Uint8Array;
  readonly clock: Clock;
}

export function createBans({ tables, textBox, key, clock }: BanParts): Bans {
  const list = new BanList();
  const listeners: (() => void)[] = [];
  const refresh = async (): Promise<void> => {
    const changes = await tables.run((database) =>
      database.select().from(bans).where(gt(bans.version, list.version)).orderBy(asc(bans.version)),
    );
    if (list.take(changes, clock())) for (const listener of listeners) listener();
  };
  return {
    isBanned: (handle) => list.find(banHandleOf(key, handle), clock()) !== undefined,
    noticeFor: async (handle) => {
      const ban = list.find(banHandleOf(key, handle), clock());
      if (ban === undefined) return undefined;
      const [decision] = await tables.run((database) =>
        database.select().from(decisions).where(eq(decisions.id, ban.decisionId)),
      );
      if (decision === undefined || decision.guideline === null) return undefined;
      return {
        ...(ban.untilMs !== null && { untilMs: ban.untilMs }),
        guideline: decision.guideline,
        statement: textBox.open(decision.id, decision.statement),
      };
    },
    refresh,
    onBanned: (listener) => void listeners.push(listener),
  };
}
