/**
 * Functions that run in the pages of the app, each for itself: nothing outside their bodies is there. Times are
 * `performance.timeOrigin + performance.now()`, which pages of one machine share.
 */

declare global {
  /** When data channels of this page opened. */
  var dataChannelOpenings: number[];
}

/** Before anything else in the page: notes when each of its data channels opens. */
export function recordOpenings(): void {
  globalThis.dataChannelOpenings = [];
  const watch = (channel: RTCDataChannel) => {
    channel.addEventListener('open', () => {
      globalThis.dataChannelOpenings.push(performance.timeOrigin + performance.now());
    });
    return channel;
  };
  // A page without WebRTC has nothing to note.
  const Native = globalThis.RTCPeerConnection;
  const createDataChannel = Native.prototype.createDataChannel;
  Native.prototype.createDataChannel = function (label, options) {
    return watch(createDataChannel.call(this, label, options));
  };
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('datachannel', ({ channel }) => watch(channel));
    }
  };
}

/** The first opening of a channel at or after a time; there must be one. */
export function firstOpeningSince(sinceMs: number): number {
  const opening = globalThis.dataChannelOpenings.find((atMs) => atMs >= sinceMs);
  if (opening === undefined) throw new Error('no data channel was opened');
  return opening;
}

/** Presses Next, and again where the page asks whether that is meant. @returns when it was pressed for good */
export async function askForNext(): Promise<number> {
  await hands.press('Next');
  const sure = await hands.until(() =>
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Sure? Next'),
  );
  const askedAtMs = performance.timeOrigin + performance.now();
  sure.click();
  return askedAtMs;
}

/** Writes into the chat with this partner as soon as there is one, and sends as soon as the page lets one. */
export async function speak({ to, text }: { to: string; text: string }): Promise<void> {
  await hands.until(() => hands.heading() === `Chat with ${to}` || undefined);
  const field = await hands.until(() => document.querySelector('textarea') ?? undefined);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await hands.press('Send');
}

/** When the text is on the screen: with the frame that follows its arrival in the document. */
export async function hear(text: string): Promise<number> {
  await hands.until(() =>
    [...document.querySelectorAll('[role="log"] p')].find((line) => line.textContent === text),
  );
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.timeOrigin + performance.now();
}
