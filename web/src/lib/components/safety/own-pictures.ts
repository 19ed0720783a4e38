import type { ScreenedDraft } from '#lib/safety/state.ts';

type Fate = 'sent' | 'dropped';

/** One's own pictures between choosing and sending: each counts in the conversation once it went out, however late its check ends. */
export class OwnPictures {
  readonly #drafts = new WeakMap<Blob, ScreenedDraft>();
  readonly #fates = new WeakMap<Blob, Fate>();

  /** The conversation has been asked about a picture. */
  weighed(picture: Blob, draft: ScreenedDraft): void {
    this.#drafts.set(picture, draft);
    const fate = this.#fates.get(picture);
    if (fate) draft[fate]();
  }

  /** The first word counts: a dialog that closes after sending drops nothing. */
  become(picture: Blob, fate: Fate): void {
    if (this.#fates.has(picture)) return;
    this.#fates.set(picture, fate);
    this.#drafts.get(picture)?.[fate]();
  }
}
