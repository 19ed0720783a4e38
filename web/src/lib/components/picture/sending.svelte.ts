import type { PictureSent, PictureToSend } from '../../app/state.ts';
import type { PreparedPicture, PictureRefusal } from '../../pictures/index.ts';
import { notSent, pictureRefusals } from '../../text/en/pictures.ts';

/** Makes a chosen file ready; loaded when it is needed. */
export type Prepare = (file: Blob) => Promise<PreparedPicture | { ok: false; reason: PictureRefusal }>;

export type SendingState =
  | { readonly at: 'closed' }
  | { readonly at: 'preparing' }
  | { readonly at: 'preview'; readonly prepared: PreparedPicture; readonly sending: boolean }
  | { readonly at: 'refused'; readonly why: string };

/** From a chosen file to the question whether to send it, and the answer. Nothing leaves before that. */
export class PictureSending {
  state = $state.raw<SendingState>({ at: 'closed' });
  readonly #prepare: Prepare;
  readonly #send: (picture: PictureToSend) => Promise<PictureSent>;

  constructor(prepare: Prepare, send: (picture: PictureToSend) => Promise<PictureSent>) {
    this.#prepare = prepare;
    this.#send = send;
  }

  get isOpen(): boolean {
    return this.state.at !== 'closed';
  }

  /** Somebody has chosen, pasted or dropped a file. While one is being looked at, another is not taken. */
  async offer(file: Blob): Promise<void> {
    if (this.isOpen) return;
    const preparing: SendingState = { at: 'preparing' };
    this.state = preparing;
    const next = await this.#prepared(file);
    if (this.state === preparing) this.state = next;
  }

  /** Sends what is in view. */
  async confirm(): Promise<void> {
    if (this.state.at !== 'preview' || this.state.sending) return;
    const asked: SendingState = { ...this.state, sending: true };
    this.state = asked;
    const sent = await this.#send(asked.prepared.picture);
    if (this.state === asked)
      this.state = sent === 'sent' ? { at: 'closed' } : { at: 'refused', why: notSent[sent] };
  }

  close(): void {
    this.state = { at: 'closed' };
  }

  async #prepared(file: Blob): Promise<SendingState> {
    try {
      const prepared = await this.#prepare(file);
      if (prepared.ok) return { at: 'preview', prepared, sending: false };
      return { at: 'refused', why: pictureRefusals[prepared.reason] };
    } catch {
      // The file is gone, or the browser has no decoder left; it doesn't say which.
      return { at: 'refused', why: notSent.unreadable };
    }
  }
}
