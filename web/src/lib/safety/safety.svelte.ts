import { afterTimeout } from './in-turns.ts';
import { createPictureScreener, type PictureScreener } from './picture-screener.ts';
import { createScreener, type ChatToScreen, type Screener } from './screener.ts';
import type { HearVerdict, LineToScreen, PictureToWeigh, ScreenedDraft, TextScreening } from './state.ts';
import { pictureWorker, screeningWorker } from './worker-port.ts';

/** The screening of one tab as pages see it. Nothing is loaded before the first call. */
export class Safety implements Screener {
  state = $state.raw<TextScreening>({ at: 'off' });
  readonly #screener = createScreener({
    openWorker: screeningWorker,
    after: afterTimeout,
    nowMs: () => Date.now(),
    tell: (state) => (this.state = state),
  });

  readonly #pictures = createPictureScreener({ openWorker: pictureWorker, after: afterTimeout });

  screenPicture: PictureScreener['screen'] = (frames, as) => this.#pictures.screen(frames, as);
  warm = (): void => this.#screener.warm();
  prepare = (languages: readonly string[]): void => this.#screener.prepare(languages);
  begin = (chat: ChatToScreen): void => this.#screener.begin(chat);
  screen = (line: LineToScreen, hear: HearVerdict): ScreenedDraft => this.#screener.screen(line, hear);
  weigh = (picture: PictureToWeigh, hear: HearVerdict): ScreenedDraft => this.#screener.weigh(picture, hear);
  retry = (): void => this.#screener.retry();
  end(): void {
    this.#screener.end();
    this.#pictures.end();
  }
}
