import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveMatch } from './match.ts';
import { chat, Rig } from './testing/rig.ts';
import { start, statement } from './testing/sample.ts';

/** Everything that can happen, in any order. What needs a match or a ticket uses the one at hand. */
const happenings = {
  start: (rig: Rig) => rig.send(start),
  rename: (rig: Rig) => rig.send({ ...start, profile: { ...start.profile, nickname: 'anna' } }),
  cancel: (rig: Rig) => rig.send({ type: 'cancel' }),
  next: (rig: Rig) => rig.send({ type: 'next' }),
  leave: (rig: Rig) => rig.send({ type: 'leave' }),
  block: (rig: Rig) => rig.send({ type: 'block' }),
  forget: (rig: Rig) => rig.send({ type: 'forget' }),
  linkAnswers: (rig: Rig) => rig.answer(),
  serverTakes: (rig: Rig) => rig.server.take(),
  serverSettles: (rig: Rig) => rig.server.settle(),
  serverMatches: (rig: Rig) => rig.server.match(),
  partnerAccepts: (rig: Rig) => rig.server.partnerAccepts(),
  partnerLapses: (rig: Rig) => rig.server.lapse(),
  partnerLeaves: (rig: Rig) => rig.server.end('left'),
  partnerVanishes: (rig: Rig) => rig.server.end('gone'),
  frameArrives: (rig: Rig) => rig.deliver(),
  socketDrops: (rig: Rig) => rig.drop(),
  socketResumes: (rig: Rig) => rig.connect(true),
  socketStartsAnew: (rig: Rig) => rig.connect(false),
  linkOpens: (rig: Rig) =>
    aboutLive(rig, (match) => rig.send({ type: 'chat-changed', match, chat: chat('open') })),
  linkFalters: (rig: Rig) =>
    aboutLive(rig, (match) => rig.send({ type: 'chat-changed', match, chat: chat('reconnecting') })),
  linkFails: (rig: Rig) => aboutLive(rig, (match) => rig.send({ type: 'link-failed', match })),
  goodbye: (rig: Rig) => aboutLive(rig, (match) => rig.send({ type: 'partner-left', match })),
  takenOver: (rig: Rig) => rig.send({ type: 'taken-over' }),
  shutOut: (rig: Rig) => {
    if (!rig.connected) return;
    const frame = { t: 'statement', statement: statement('b', 'ban') } as const;
    rig.send({ type: 'socket', networkUp: true, news: { type: 'frame', frame } });
  },
  meet,
  talk: (rig: Rig) => {
    meet(rig);
    rig.rest();
    rig.server.partnerAccepts();
    rig.deliver();
    aboutLive(rig, (match) => rig.send({ type: 'chat-changed', match, chat: chat('open') }));
  },
  tampered: (rig: Rig) => aboutLive(rig, (match) => rig.send({ type: 'not-trusted', match })),
} as const;

function aboutLive(rig: Rig, happen: (match: string) => void): void {
  const live = liveMatch(rig.core);
  if (live !== undefined) happen(live.match);
}

/** From wherever the story is to a match, unless something is in the way. */
function meet(rig: Rig): void {
  rig.send(start);
  rig.send({ type: 'next' });
  rig.rest();
  rig.server.match();
  rig.deliver();
}

type Happening = keyof typeof happenings;
const anything = fc.constantFrom(...(Object.keys(happenings) as Happening[]));
/** Frames come and go more often than anything else, and pure chance would rarely lead to a match. */
const traffic = fc.constantFrom<Happening>(
  'meet',
  'talk',
  'linkOpens',
  'linkAnswers',
  'serverTakes',
  'frameArrives',
  'frameArrives',
);
/** More than by default: crossings that matter take several coincidences. */
const runs = { numRuns: 800 };
const story = fc.array(fc.oneof(anything, traffic), { maxLength: 60, size: 'max' });

function live(rig: Rig, told: readonly Happening[], afterEach: (rig: Rig) => void = () => undefined): void {
  for (const happening of told) {
    happenings[happening](rig);
    afterEach(rig);
  }
}

describe('the stories that these tests tell', () => {
  it('reach every stage, or the tests would prove nothing', () => {
    const seen = new Map<string, number>();
    for (const told of fc.sample(story, { numRuns: 500, seed: 1 })) {
      live(new Rig(), told, ({ core }) => seen.set(core.stage.at, (seen.get(core.stage.at) ?? 0) + 1));
    }
    for (const at of ['idle', 'signing-in', 'searching', 'found', 'chatting', 'over', 'failed', 'banned']) {
      expect(seen.get(at) ?? 0, at).toBeGreaterThan(100);
    }
  });
});

describe('the app machine, whatever happens in whatever order', () => {
  it('holds at most one link, and just that of its live match', () => {
    fc.assert(
      fc.property(story, (told) => {
        live(new Rig(), told, (rig) => {
          const match = liveMatch(rig.core)?.match;
          expect([...rig.links]).toEqual(match === undefined ? [] : [match]);
        });
      }),
      runs,
    );
  });

  it('never seeks while the server still holds another ticket or match of it', () => {
    fc.assert(
      fc.property(story, (told) => {
        const rig = new Rig();
        live(rig, told);
        rig.rest();
        expect(rig.server.refusedSeeks).toBe(0);
      }),
      runs,
    );
  });

  it('agrees with the server once all frames have arrived', () => {
    fc.assert(
      fc.property(story, (told) => {
        const rig = new Rig();
        live(rig, told);
        rig.rest();
        const { stage } = rig.core;
        const { seat } = rig.server;
        if (!rig.connected) return;
        if (stage.at === 'searching')
          expect(seat).toMatchObject({ at: 'seeking', ticket: stage.search.ticket });
        else if (stage.at === 'found') expect(seat).toMatchObject({ match: stage.live.match });
        else if (stage.at !== 'chatting') expect(seat).toEqual({ at: 'idle' });
      }),
      runs,
    );
  });

  it('takes Next out of any match or failure as one fresh ticket', () => {
    fc.assert(
      fc.property(story, (told) => {
        const rig = new Rig();
        live(rig, told);
        const before = rig.core;
        const used = new Set(
          rig.effects.flatMap((effect) => (effect.type === 'prepare' ? [effect.ticket] : [])),
        );
        rig.send({ type: 'next' });
        const { stage } = rig.core;
        if (!['found', 'chatting', 'over', 'failed'].includes(before.stage.at))
          expect(rig.core).toEqual(before);
        else if (stage.at === 'searching') expect(used.has(stage.search.ticket)).toBe(false);
        else expect(stage.at).toBe('signing-in');
      }),
      runs,
    );
  });

  it('changes nothing for a frame of another match', () => {
    fc.assert(
      fc.property(story, (told) => {
        const rig = new Rig();
        live(rig, told);
        const before = rig.core;
        const match = 'another-match';
        const networkUp = true;
        const data = { type: 'renegotiate', restart: false } as const;
        rig.send({ type: 'socket', networkUp, news: { type: 'frame', frame: { t: 'signal', match, data } } });
        rig.send({
          type: 'socket',
          networkUp,
          news: { type: 'frame', frame: { t: 'ended', match, reason: 'left' } },
        });
        rig.send({ type: 'socket', networkUp, news: { type: 'frame', frame: { t: 'confirmed', match } } });
        rig.send({ type: 'link-signal', match, data });
        rig.send({ type: 'chat-changed', match, chat: chat('open') });
        rig.send({ type: 'link-failed', match });
        rig.send({ type: 'connect-timeout', match });
        rig.send({ type: 'not-trusted', match });
        expect(rig.core).toEqual(before);
      }),
      runs,
    );
  });

  it('is wiped after panic, and nothing brings it back', () => {
    fc.assert(
      fc.property(story, story, (before, after) => {
        const rig = new Rig();
        live(rig, before);
        const effects = rig.send({ type: 'panic' });
        expect(effects.map((effect) => effect.type)).toEqual(expect.arrayContaining(['wipe', 'disconnect']));
        expect(rig.links.size).toBe(0);
        const wiped = rig.core;
        rig.effects.length = 0;
        live(rig, after);
        expect(rig.core).toEqual(wiped);
        expect(rig.effects).toEqual([]);
      }),
      runs,
    );
  });
});
