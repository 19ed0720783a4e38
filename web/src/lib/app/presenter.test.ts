import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPresenter } from './presenter.ts';
import type { AppState, ChatView } from './state.ts';

const chat: ChatView = {
  partner: { nickname: 'ben', sharedInterests: [], sharedLanguages: [] },
  lines: [],
  link: 'connecting',
  path: 'unknown',
  icePolicy: 'all',
  direct: 'unneeded',
  partnerTyping: false,
};
const idle: AppState = { phase: 'idle' };
const searching: AppState = { phase: 'searching', sinceMs: 0 };
const found: AppState = { phase: 'found', match: 'm1', chat };
const chatting: AppState = { phase: 'chatting', match: 'm1', chat: { ...chat, link: 'open' } };
const over: AppState = { phase: 'over', match: 'm1', chat, why: 'partner-left' };

function setUp() {
  const shown: AppState[] = [];
  let due: (() => void) | undefined;
  const presenter = createPresenter(
    (state) => shown.push(state),
    (_delayMs, run) => {
      due = run;
      return () => (due = undefined);
    },
  );
  return { shown, presenter, pass: () => due?.(), isWaiting: () => due !== undefined };
}

describe('the presenter', () => {
  it('goes from chat to chat without the search that took no time', () => {
    const { shown, presenter, isWaiting } = setUp();
    for (const state of [chatting, searching, found, chatting]) presenter.present(state);
    expect(shown).toEqual([chatting, chatting]);
    expect(isWaiting()).toBe(false);
  });

  it('shows a search that lasts, and then what has become of it', () => {
    const { shown, presenter, pass } = setUp();
    for (const state of [chatting, searching, found]) presenter.present(state);
    pass();
    expect(shown).toEqual([chatting, found]);
  });

  it('is behind while it holds something back', () => {
    const { presenter, pass } = setUp();
    presenter.present(chatting);
    expect(presenter.isBehind).toBe(false);
    presenter.present(searching);
    expect(presenter.isBehind).toBe(true);
    pass();
    expect(presenter.isBehind).toBe(false);
  });

  it('shows at once what changes within a phase, and every end', () => {
    const { shown, presenter } = setUp();
    presenter.present(found);
    presenter.present(over);
    presenter.present(chatting);
    presenter.present(idle);
    expect(shown).toEqual([over, chatting, idle]);
  });

  it('has shown the newest state once time has passed, whatever came before', () => {
    const states = fc.constantFrom(idle, searching, found, chatting, over);
    fc.assert(
      fc.property(fc.array(fc.tuple(states, fc.boolean()), { minLength: 1 }), (steps) => {
        const { shown, presenter, pass } = setUp();
        for (const [state, passes] of steps) {
          presenter.present(state);
          if (!presenter.isBehind) expect(shown.at(-1)).toBe(state);
          if (passes) pass();
        }
        pass();
        expect(shown.at(-1)).toBe(steps.at(-1)?.[0]);
        expect(presenter.isBehind).toBe(false);
      }),
    );
  });
});
