import type { Verdict as Screened } from '@sotto/moderation-models';
import type { Verdict } from '@sotto/protocol';
import { SvelteMap } from 'svelte/reactivity';
import { Safety } from '../safety/index.ts';

/** Names a line of a transcript. */
export function lineKey({ role, seq }: Pick<Verdict['lines'][number], 'role' | 'seq'>): string {
  return `${role} ${seq}`;
}

/**
 * What the screening of this very device makes of the lines of a report, computed anew: nobody has to believe the browsers of the two, and no server reads along.
 * Hints, and no evidence.
 */
export class LineHints {
  readonly #safety = new Safety();
  readonly of = new SvelteMap<string, Screened>();
  asked = $state(false);

  /** How far the models are. */
  get state(): Safety['state'] {
    return this.#safety.state;
  }

  /** Screens all lines that have a text, in their order, as the reporter's device did. @param languages what the models are loaded for */
  ask({ lines, accused }: Verdict, languages: readonly string[]): void {
    this.asked = true;
    this.#safety.prepare(languages);
    this.#safety.begin({ strictness: 'strict' });
    for (const line of lines) {
      if (line.content?.type !== 'text') continue;
      const side = line.role === accused ? 'receiver' : 'sender';
      const screened = this.#safety.screen({ side, text: line.content.text }, (found) => {
        if (found !== undefined) this.of.set(lineKey(line), found);
      });
      if (side === 'sender') screened.sent();
    }
  }

  end(): void {
    this.#safety.end();
  }
}
