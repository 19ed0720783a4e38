import type { MatchId, TicketId } from '@sotto/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchingConfig } from './engine/config.ts';
import type { QueueUnderTest } from './queue.contract.ts';
import type { Delivery, Ticket } from './queue.ts';
import { arbitraryNames, arbitraryTicket, mayMeet, sketchTicket, ticketOf } from './testing.ts';

/** What the model knows of a ticket. */
type Modelled =
  | { readonly state: 'waiting'; readonly ticket: Ticket; readonly from?: MatchId; readonly offer?: string }
  | { readonly state: 'matched'; readonly ticket: Ticket; readonly delivery: Delivery }
  | { readonly state: 'cancelled' };
type Model = Map<TicketId, Modelled>;

/** One history: the queue under test, how far its inbox is read, and what sets its people apart from others'. */
interface World extends QueueUnderTest {
  readonly run: string;
  read: number;
  probes: number;
}

type Command = fc.AsyncCommand<Model, World>;

const idOf = (world: World, name: string): TicketId => sketchTicket(`${world.run} ${name}`).id;

/** The drawn ticket, of a person who exists in this history only. Filters are hard, so that time changes nothing. */
function inWorld({ run, nowMs }: World, name: string, drawn: Ticket): Ticket {
  const rename = (handle: string) => handle.replace('handle ', `handle ${run} `);
  return sketchTicket(`${run} ${name}`, {
    ...drawn,
    ...sketchIds(run, name),
    blocks: drawn.blocks.map(rename),
    recent: drawn.recent.map(rename),
    wants: { ...drawn.wants, soft: [] },
    enteredAtMs: nowMs(),
  });
}

function sketchIds(run: string, name: string): Pick<Ticket, 'id' | 'session' | 'handle' | 'payload'> {
  const { id, session, handle, payload } = sketchTicket(`${run} ${name}`);
  return { id, session, handle, payload };
}

/** Lets the queue finish: a later pair has been delivered, and deliveries come in the order of their matches. */
async function settle(model: Model, world: World): Promise<void> {
  const about = { interests: [`${world.run} ${world.probes++}`] };
  const wants = { minSharedInterests: 1 };
  const probes = [1, 2].map((n) =>
    sketchTicket(`${about.interests[0]} ${n}`, { about, wants, enteredAtMs: world.nowMs() }),
  );
  for (const probe of probes) await world.queue.submit(probe);
  for (const probe of probes) await world.inbox.first(probe.id);
  takeDeliveries(model, world);
}

/** Checks what was delivered since the last look against the model, and brings the model up to it. */
function takeDeliveries(model: Model, world: World): void {
  const fresh = world.inbox.all.slice(world.read).filter((delivery) => model.has(ticketOf(delivery)));
  world.read = world.inbox.all.length;
  for (const delivery of fresh) {
    const { match } = delivery;
    const [own, peer] =
      delivery.role === 'initiator' ? [match.initiator, match.answerer] : [match.answerer, match.initiator];
    const known = model.get(own.ticket);
    if (known?.state === 'matched' && known.delivery.match.id === match.id) {
      expectSameAgain(delivery, known.delivery, model.get(peer.ticket));
      continue;
    }
    if (known?.state !== 'waiting') throw new Error('a match was delivered for a ticket that did not wait');
    expect(own.offer).toBe(known.offer);
    const other = fresh.find((telling) => ticketOf(telling) === peer.ticket && telling.match.id === match.id);
    expect(other?.match).toEqual(match);
    expect(other?.role).not.toBe(delivery.role);
    if (match.initiator.offer === undefined) expect(match.answerer.offer).toBeUndefined();
    model.set(own.ticket, { state: 'matched', ticket: known.ticket, delivery });
  }
  for (const { match } of fresh) {
    const [a, b] = [model.get(match.initiator.ticket), model.get(match.answerer.ticket)];
    if (a === undefined || b === undefined || !('ticket' in a) || !('ticket' in b)) continue;
    expect(mayMeet(a.ticket, b.ticket, world.nowMs())).toBe(true);
  }
}

/** A match told once more is the same, but that a partner who has left it may have taken the offer along. */
function expectSameAgain(again: Delivery, first: Delivery, partner: Modelled | undefined): void {
  const stays = partner?.state === 'matched' && partner.delivery.match.id === first.match.id;
  const side = again.role === 'initiator' ? 'answerer' : 'initiator';
  const { offer, ...rest } = first.match[side];
  const told = stays || again.match[side].offer !== undefined ? { offer } : {};
  expect(again).toEqual({ ...first, match: { ...first.match, [side]: { ...rest, ...told } } });
}

/** Nobody is left waiting who could have been matched. */
function expectNobodyOverlooked(model: Model, world: World): void {
  const waiting = [...model.values()].flatMap((known) => (known.state === 'waiting' ? [known.ticket] : []));
  for (const a of waiting) for (const b of waiting) expect(mayMeet(a, b, world.nowMs())).toBe(false);
}

function command(text: string, act: (model: Model, world: World) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => text,
    run: async (model, world) => {
      await act(model, world);
      await settle(model, world);
      expectNobodyOverlooked(model, world);
    },
  };
}

const submit = (name: string, drawn: Ticket): Command =>
  command(`submit ${name}`, async (model, world) => {
    const known = model.get(idOf(world, name));
    const ticket = known !== undefined && 'ticket' in known ? known.ticket : inWorld(world, name, drawn);
    if (known === undefined) model.set(ticket.id, { state: 'waiting', ticket });
    const answers = { waiting: 'queued', matched: 'matched', cancelled: 'cancelled' } as const;
    expect(await world.queue.submit(ticket)).toBe(answers[known?.state ?? 'waiting']);
  });

const cancel = (name: string): Command =>
  command(`cancel ${name}`, async (model, world) => {
    const id = idOf(world, name);
    const known = model.get(id);
    const answer = await world.queue.cancel(id);
    expect(answer).toBe(
      known === undefined ? 'unknown' : known.state === 'matched' ? 'matched' : 'cancelled',
    );
    if (known?.state === 'waiting') model.set(id, { state: 'cancelled' });
  });

const attachOffer = (name: string, sdp: string): Command =>
  command(`attach ${sdp} to ${name}`, async (model, world) => {
    const id = idOf(world, name);
    const known = model.get(id);
    expect(await world.queue.attachOffer(id, sdp)).toBe(known?.state === 'waiting' ? 'attached' : 'gone');
    if (known?.state === 'waiting') model.set(id, { ...known, offer: sdp });
  });

const requeue = (name: string): Command =>
  command(`requeue ${name}`, async (model, world) => {
    const id = idOf(world, name);
    const known = model.get(id);
    if (known?.state === 'matched') {
      const from = known.delivery.match.id;
      expect(await world.queue.requeue(known.ticket, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe('gone');
      model.set(id, { state: 'waiting', ticket: known.ticket, from });
      expect(await world.queue.requeue(known.ticket, from)).toBe('queued');
    } else if (known?.state === 'waiting' && known.from !== undefined) {
      expect(await world.queue.requeue(known.ticket, known.from)).toBe('queued');
    } else {
      const ticket = known?.state === 'waiting' ? known.ticket : sketchTicket(`${world.run} ${name}`);
      expect(await world.queue.requeue(ticket, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe('gone');
    }
  });

const anyName = fc.constantFrom(...arbitraryNames);
const anyCommand = [
  anyName.chain((name) => arbitraryTicket(name, 0).map((drawn) => submit(name, drawn))),
  anyName.map(cancel),
  fc.tuple(anyName, fc.constantFrom('sdp one', 'sdp two')).map(([name, sdp]) => attachOffer(name, sdp)),
  anyName.map(requeue),
];

/** How a queue must be set to be held to the model: no holding out for better, no gathering of batches. */
export const takesEverybodyAtOnce: Partial<MatchingConfig> = { thresholdPeak: 0, batchFrom: Infinity };

/** Holds a queue that takes every permitted pair at once to a model of what it does, over random histories. */
export function describeQueueModel(
  name: string,
  create: () => Promise<QueueUnderTest>,
  numRuns: number,
): void {
  describe(`${name}, over random histories`, () => {
    let under: QueueUnderTest;
    beforeAll(async () => {
      under = await create();
    });
    afterAll(() => under.close());

    it('does what the model does', { timeout: 60_000 }, async () => {
      let runs = 0;
      const histories = fc.commands(anyCommand, { maxCommands: 40, size: 'max' });
      const history = fc.asyncProperty(histories, async (commands) => {
        const world: World = { ...under, run: `run ${runs++}`, read: under.inbox.all.length, probes: 0 };
        const model: Model = new Map();
        try {
          await fc.asyncModelRun(() => ({ model, real: world }), commands);
        } finally {
          for (const id of model.keys()) await under.queue.cancel(id);
        }
      });
      await fc.assert(history, { numRuns });
    });
  });
}
