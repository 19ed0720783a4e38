/**
 * Hands inside a page, for what has to happen faster than a test outside can tell each step: they act on what is
 * shown in the very moment in which it is shown.
 */
export interface Hands {
  /** Looks now and after every change of the page, until there is something to see. Rejects where the app has failed. */
  until<Seen>(look: () => Seen | undefined): Promise<Seen>;
  /** Presses the button of this name as soon as it can be pressed. */
  press(name: string): Promise<void>;
  /** The heading of the page: the first of level 1. */
  heading(): string;
  /** Whether a chat is open: two people can write to each other. */
  isOpen(): boolean;
}

declare global {
  /** There in every page whose context got {@link installHands} as an init script. */
  var hands: Hands;
}

/** Runs in the page before everything else. */
export function installHands(): void {
  const textOf = (element: Element) => element.ariaLabel ?? element.textContent.trim();
  const trouble = /stopped this|No path|is lost|is gone|be reached|offline|slower|said no|another tab/;
  const failure = () =>
    [...document.querySelectorAll('h1, h2')].map(textOf).find((text) => trouble.test(text));

  const until: Hands['until'] = (look) =>
    new Promise((resolve, reject) => {
      const check = () => {
        const failed = failure();
        const seen = failed === undefined ? look() : undefined;
        if (failed === undefined && seen === undefined) return;
        observer.disconnect();
        if (failed === undefined) resolve(seen as NonNullable<typeof seen>);
        else reject(new Error(failed));
      };
      const observer = new MutationObserver(check);
      observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      check();
    });

  globalThis.hands = {
    until,
    press: async (name) => {
      const find = () =>
        [...document.querySelectorAll('button')].find(
          (button) => textOf(button) === name && !button.disabled,
        );
      (await until(find)).click();
    },
    heading: () => {
      const heading = document.querySelector('h1');
      return heading === null ? '' : textOf(heading);
    },
    isOpen: () =>
      /^Connection: (Direct|Relayed|Connected)$/m.test(
        [...document.querySelectorAll('button')].map(textOf).join('\n'),
      ),
  };
}

/**
 * Runs in the page of somebody whose partner has left: deletes the identity and searches as somebody new, whom the
 * partner may meet again.
 */
export async function searchAsSomebodyNew(nickname: string): Promise<void> {
  const find = (selector: string, text: RegExp) =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((element) => text.test(element.textContent));
  await hands.until(() => find('h2', /has left\s*$/));
  await hands.press('Leave');
  await hands.press('Delete my identity');
  await hands.press('Delete it');
  await hands.until(() => find('[role="status"]', /^Deleted, here and on the server/));
  const field = (find('label', /^\s*Nickname\s*$/) as HTMLLabelElement).control as HTMLInputElement;
  field.value = nickname;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await hands.press('Find someone');
  await hands.until(() => hands.heading() === 'Looking for someone' || undefined);
}
