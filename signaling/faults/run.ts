import { setTimeout as passed } from 'node:timers/promises';
import { apiPath, filedReportSchema, receiptsPath } from '@sotto/protocol';
import { mostReportsPerSide } from '../src/cases/intake.ts';
import { fileReport } from '../src/testing/file-report.ts';
import { meetAt, type Meeting } from '../src/testing/meet.ts';
import { startServerProcess } from './server-process.ts';

export interface FaultRun {
  readonly rounds: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Environment of the server, its data folder with it. */
  readonly env: Readonly<Record<string, string>>;
}

export interface FaultVerdict {
  readonly kills: number;
  /** Receipts that were given before a kill. */
  readonly receipts: number;
  /** Reports under way when the server was killed, for which no receipt came. */
  readonly unanswered: number;
  /** Receipts that the server did not know after a restart. */
  readonly lost: number;
  /** Tickets of before a kill that did not open after it. */
  readonly voidTickets: number;
}

const meetingsPerRound = 3;
/** The kill comes after so many receipts at most, and a little later. */
const mostReceiptsBefore = 25;
const longestAfterMs = 60;

/**
 * Lets people file reports as fast as they can, kills the server at a random moment, starts it again, and asks for every receipt that was ever
 * given. What counts is what came over the wire, not what the server says of itself.
 */
export async function runFaults({ rounds, random, env }: FaultRun): Promise<FaultVerdict> {
  const receipts: string[] = [];
  let unanswered = 0;
  let lost = 0;
  let voidTickets = 0;
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServerProcess(env);
    const meetings: Meeting[] = [];
    for (let i = 0; i < meetingsPerRound; i += 1) meetings.push(await meetAt(server.url));
    const enough = receipts.length + Math.floor(random() * mostReceiptsBefore);
    let reached = (): void => {};
    const stormy = new Promise<void>((resolve) => (reached = resolve));
    const keep = (receipt: string): void => {
      receipts.push(receipt);
      if (receipts.length > enough) reached();
    };
    const storm = meetings.map((meeting) => fileAll(server.url, meeting, keep));
    await stormy;
    await passed(random() * longestAfterMs);
    await server.kill();
    unanswered += (await Promise.all(storm)).filter((whole) => !whole).length;
    for (const { leave } of meetings) leave();

    const restarted = await startServerProcess(env);
    lost += await countUnknown(restarted.url, receipts);
    const [meeting] = meetings;
    if (meeting !== undefined && !(await opens(restarted.url, meeting))) voidTickets += 1;
    await restarted.kill();
  }
  return { kills: rounds * 2, receipts: receipts.length, unanswered, lost, voidTickets };
}

/** Files reports of both sides until all that may be are filed, or the server is gone: then `false`. */
async function fileAll(
  url: string,
  { chat, token }: Meeting,
  keep: (receipt: string) => void,
): Promise<boolean> {
  try {
    for (let i = 0; i < mostReportsPerSide - 1; i += 1) {
      for (const role of ['initiator', 'answerer'] as const) {
        await chat.say(role, `line ${i}`);
        const answer = await fileReport(url, token, await chat.report(role));
        keep(filedReportSchema.parse(await answer.json()).receipt);
      }
    }
    return true;
  } catch {
    return false;
  }
}

async function countUnknown(url: string, receipts: readonly string[]): Promise<number> {
  let unknown = 0;
  for (const receipt of receipts) {
    const answer = await fetch(`${url}${apiPath}${receiptsPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt }),
    });
    if (answer.status !== 200) unknown += 1;
  }
  return unknown;
}

/** Whether a match of before the restart can still be reported: by a session of after it, since those of before are gone. */
async function opens(url: string, { chat }: Meeting): Promise<boolean> {
  const { token, leave } = await meetAt(url);
  await chat.say('answerer', 'after the restart');
  const answer = await fileReport(url, token, await chat.report('initiator'));
  leave();
  return answer.status === 200;
}
