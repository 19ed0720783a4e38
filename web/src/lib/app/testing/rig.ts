import type { MatchId, ServerFrame } from '@sotto/protocol';
import { initialCore, type ChatSnapshot, type Core, type CoreEffect, type CoreEvent } from '../core.ts';
import { step } from '../machine.ts';
import { ModelServer } from './model-server.ts';
import { provenCard, start, surroundings } from './sample.ts';

/** The machine between a model server and a model link. The link's answers wait until the test lets them through. */
export class Rig {
  core: Core = initialCore;
  readonly server = new ModelServer();
  connected = false;
  wantsSocket = false;
  readonly links = new Set<MatchId>();
  readonly effects: CoreEffect[] = [];
  readonly around = surroundings();
  #answers: CoreEvent[] = [];
  /** A socket that was given up on purpose leaves no resume token, so the server begins anew. */
  #resumable = true;

  /** @returns the effects of this one step */
  send(event: CoreEvent): readonly CoreEffect[] {
    const next = step(this.core, event, this.around);
    this.core = next.core;
    this.effects.push(...next.effects);
    for (const effect of next.effects) this.#run(effect);
    return next.effects;
  }

  /** The link answers once. */
  answer(): void {
    const event = this.#answers.shift();
    if (event !== undefined) this.send(event);
  }

  /** One frame of the server arrives. */
  deliver(): void {
    const frame = this.server.outbox.shift();
    if (frame === undefined || !this.connected) return;
    this.send({ type: 'socket', networkUp: true, news: newsOf(frame) });
  }

  connect(kept: boolean): void {
    if (!this.wantsSocket || this.connected) return;
    this.connected = true;
    this.server.resume(kept && this.#resumable);
    this.#resumable = true;
  }

  drop(): void {
    if (!this.connected) return;
    this.connected = false;
    this.server.drop();
    this.send({ type: 'socket', networkUp: true, news: { type: 'offline', cut: true } });
  }

  /** Everything that is under way arrives, and nothing new happens. */
  rest(): void {
    this.connect(true);
    for (let i = 0; i < 200; i += 1) {
      this.server.take();
      this.server.settle();
      this.deliver();
      this.answer();
    }
  }

  #run(effect: CoreEffect): void {
    switch (effect.type) {
      case 'connect':
        this.wantsSocket = true;
        return;
      case 'disconnect':
        this.wantsSocket = false;
        this.#resumable = false;
        if (this.connected) this.server.drop();
        this.connected = false;
        return;
      case 'write':
        if (this.connected) this.server.inbox.push(effect.frame);
        return;
      case 'prepare':
        this.#answers.push({ type: 'prepared', ticket: effect.ticket, card: provenCard });
        return;
      case 'make-offer':
        this.#answers.push({ type: 'offered', ticket: effect.ticket, sdp: 'v=0' });
        return;
      case 'link':
        this.links.add(effect.matched.match);
        return;
      case 'unlink':
        this.links.delete(effect.match);
        return;
      default:
        return;
    }
  }
}

export function chat(link: ChatSnapshot['link']): ChatSnapshot {
  return { lines: [], link, path: 'direct', partnerTyping: false };
}

function newsOf(frame: ServerFrame): Extract<CoreEvent, { type: 'socket' }>['news'] {
  if (frame.t === 'welcome') return { type: 'online', welcome: frame };
  if (frame.t === 'pong' || frame.t === 'draining') throw new Error(`the socket keeps ${frame.t} to itself`);
  return { type: 'frame', frame };
}

/** The effects by name; a frame by its kind. */
export const types = (effects: readonly CoreEffect[]): string[] =>
  effects.map((effect) => (effect.type === 'write' ? effect.frame.t : effect.type));

/** Somebody who searches, with the seek at the server. */
export function searching(): Rig {
  const rig = new Rig();
  rig.send(start);
  rig.rest();
  return rig;
}

/** In a match that both have accepted, with an open link where `open`. */
export function matched(open: boolean): Rig {
  const rig = searching();
  rig.server.match();
  rig.server.partnerAccepts();
  rig.rest();
  if (open) rig.send({ type: 'chat-changed', match: liveId(rig), chat: chat('open') });
  return rig;
}

/** The match at hand. */
export function liveId({ core: { stage } }: Rig): string {
  if (stage.at !== 'found' && stage.at !== 'chatting') throw new Error(`no match in ${stage.at}`);
  return stage.live.match;
}
