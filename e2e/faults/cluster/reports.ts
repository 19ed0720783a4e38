import { randomBytes } from 'node:crypto';
import { apiPath, filedReportSchema, receiptsPath } from '@sotto/protocol';
import { fileReport, meetAt, type Meeting } from '@sotto/signaling/testing';
import type { Cluster } from '../../cluster/cluster.ts';

/** Reports of one side of one match that the server takes. */
const perMeeting = 7;
const reporters = 3;
const longestPauseMs = 300;

const longestMeetingMs = 10_000;
/** Several people who meet anew after a fault, on a busy machine. */
const longestReceiptsMs = 120_000;

/** People who file reports all the time, at whichever node answers, and keep every receipt. */
export class Reporters {
  readonly #cluster: Cluster;
  readonly #receipts: string[] = [];
  #refused = 0;
  #over = false;
  #running: Promise<unknown> | undefined;
  #onReceipt: () => void = () => {};

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  start(): void {
    this.#running = Promise.all(Array.from({ length: reporters }, () => this.#run()));
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#running;
  }

  /** Resolves when so many more receipts have come; rejects where they don't come in time. */
  async more(receipts: number): Promise<void> {
    const enough = this.#receipts.length + receipts;
    const came = async (): Promise<void> => {
      while (this.#receipts.length < enough && !this.#over)
        await new Promise<void>((resolve) => (this.#onReceipt = resolve));
    };
    await inTime(came(), longestReceiptsMs);
  }

  get receipts(): number {
    return this.#receipts.length;
  }

  /** Reports for which no receipt came: their senders know, and send them again. */
  get unanswered(): number {
    return this.#refused;
  }

  /** Receipts that a node does not know. */
  async lost(): Promise<number> {
    let lost = 0;
    for (const receipt of this.#receipts) {
      const answer = await fetch(`${this.#node()}${apiPath}${receiptsPath}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt }),
      });
      if (answer.status !== 200) lost += 1;
    }
    return lost;
  }

  #node(): string {
    const { nodes } = this.#cluster;
    return nodes[Math.floor(Math.random() * nodes.length)]?.directUrl ?? '';
  }

  async #run(): Promise<void> {
    let meeting: Meeting | undefined;
    let filed = perMeeting;
    while (!this.#over) {
      try {
        if (meeting === undefined || filed >= perMeeting) {
          meeting?.leave();
          // A node that dies in the middle of it leaves both waiting for an answer.
          const interest = randomBytes(8).toString('hex');
          meeting = await inTime(meetAt(this.#node(), this.#node(), interest), longestMeetingMs);
          filed = 0;
        }
        await meeting.chat.say('answerer', `line ${filed}`);
        const answer = await fileReport(this.#node(), meeting.token, await meeting.chat.report('initiator'));
        filed += 1;
        if (answer.ok) {
          this.#receipts.push(filedReportSchema.parse(await answer.json()).receipt);
          this.#onReceipt();
        } else {
          // Its session may be gone with what held it.
          this.#refused += 1;
          meeting = undefined;
        }
      } catch {
        this.#refused += 1;
        meeting = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMs));
    }
    meeting?.leave();
  }
}

function inTime<Value>(work: Promise<Value>, withinMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${withinMs} ms`)), withinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
