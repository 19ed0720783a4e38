import type { PoolStatus, TicketQueue } from '@sotto/matchmaker';
import type { UsedOnce } from '../challenge/once.ts';
import type { ReporterRecords } from '../cases/reporters/records.ts';
import type { Courier } from '../courier/courier.ts';
import type { DayKeyStore } from '../evidence/day-keys.ts';
import type { BanNotes } from '../limits/ban-notes.ts';
import type { PrefixKey } from '../limits/prefix-key.ts';
import type { SeatStore } from '../match/seat-store.ts';
import type { RateGate, RateLimit } from '../ports.ts';
import type { SessionStore } from '../session/store.ts';

/** Where the state lives that outlasts a request: in this process, or shared by all nodes. */
export interface Backend {
  readonly sessions: SessionStore;
  readonly used: UsedOnce;
  readonly banNotes: BanNotes;
  readonly reporters: ReporterRecords;
  readonly prefixKey: PrefixKey;
  /** Keys of the match tickets. */
  readonly dayKeys: DayKeyStore;
  readonly queue: TicketQueue;
  readonly courier: Courier;
  /** Absent where this is the only node. */
  readonly seatStore?: SeatStore;
  rateGate(name: string, limit: RateLimit): RateGate;
  /** Whether what the state lives in can be reached. */
  isThere(): Promise<boolean>;
  /** Of the matchmaker that runs in this process, if one does beside a Redis. */
  pools?(): readonly PoolStatus[];
  close(): Promise<void>;
}
