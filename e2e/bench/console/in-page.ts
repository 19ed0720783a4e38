/** What runs in the page of the console. Self-contained: each function is sent there by itself. */

/** Notes when the first row of the queue is on the page, in milliseconds since the navigation began. */
export function watchFirstRow(): void {
  const look = (): void => {
    if (document.querySelector('li[aria-posinset] button') === null) return;
    observer.disconnect();
    // Drawn, not only there.
    requestAnimationFrame(() => {
      document.documentElement.dataset['firstRowMs'] = String(performance.now());
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
}

/** Scrolls through the queue for a time, as a wheel does, and gives the time of each frame. */
export async function scrollFrames(forMs: number): Promise<number[]> {
  const box = document.querySelector('ol[aria-label="Reports in their order"]')?.parentElement;
  if (!box) throw new Error('there is no list');
  const frames: number[] = [];
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const startMs = await frame();
  let lastMs = startMs;
  while (lastMs - startMs < forMs) {
    box.scrollTop += 120;
    const nowMs = await frame();
    frames.push(nowMs - lastMs);
    lastMs = nowMs;
  }
  return frames;
}

/** Drags the bar to a place, and gives the time until the rows there are. */
export async function jumpTo(share: number): Promise<number> {
  const box = document.querySelector('ol[aria-label="Reports in their order"]')?.parentElement;
  if (!box) throw new Error('there is no list');
  const startMs = performance.now();
  box.scrollTop = share * (box.scrollHeight - box.clientHeight);
  const inSight = () => {
    const { top, bottom } = box.getBoundingClientRect();
    const items = [...box.querySelectorAll('li')].filter((item) => {
      const place = item.getBoundingClientRect();
      return place.bottom > top && place.top < bottom;
    });
    return items.length > 2 && items.every((item) => item.querySelector('button') !== null);
  };
  await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  while (!inSight()) await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  return performance.now() - startMs;
}
