import { afterTimeout } from './in-turns.ts';
import { createScreener, type ChatToScreen, type Screener } from './screener.ts';
import type { HearVerdict, LineToScreen, ScreenedDraft, TextScreening } from './state.ts';
import { screeningWorker } from './worker-port.ts';

/** The screening of text as pages see it. Nothing is loaded before `prepare` or `begin`. */
export class TextSafety implements Screener {
  state = $state.raw<TextScreening>({ at: 'off' });
  readonly #screener = createScreener({
    openWorker: screeningWorker,
    after: afterTimeout,
    nowMs: () => Date.now(),
    tell: (state) => (this.state = state),
  });

  warm = (): void => this.#screener.warm();
  prepare = (languages: readonly string[]): void => this.#screener.prepare(languages);
  begin = (chat: ChatToScreen): void => this.#screener.begin(chat);
  screen = (line: LineToScreen, hear: HearVerdict): ScreenedDraft => this.#screener.screen(line, hear);
  retry = (): void => this.#screener.retry();
  end = (): void => this.#screener.end();
}
