import { afterEach, describe, expect, it, vi } from 'vitest';
import { onWakeUp, type WakeUp } from './wake-ups.ts';

afterEach(() => void vi.unstubAllGlobals());

/** The page's own event targets, of which Node has the class. */
function page(connection?: EventTarget & { type?: string }) {
  const [window, document] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: '' })];
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('navigator', { connection });
  const heard: WakeUp[] = [];
  const stop = onWakeUp((why) => heard.push(why));
  return { window, document, heard, stop };
}

describe('a wake-up', () => {
  it('comes with the page and with the network, until nobody listens any more', () => {
    const { window, document, heard, stop } = page();
    window.dispatchEvent(new Event('pageshow'));
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(heard).toEqual(['page', 'network', 'page']);
    stop();
    window.dispatchEvent(new Event('online'));
    expect(heard).toHaveLength(3);
  });

  it('comes when the network is of another kind, and not for another speed or for none at all', () => {
    const connection = Object.assign(new EventTarget(), { type: 'wifi' });
    const { heard, stop } = page(connection);
    const becomes = (type: string): void => {
      connection.type = type;
      connection.dispatchEvent(new Event('change'));
    };
    becomes('wifi');
    becomes('none');
    expect(heard).toEqual([]);
    becomes('cellular');
    expect(heard).toEqual(['network']);
    stop();
    becomes('wifi');
    expect(heard).toHaveLength(1);
  });

  it('does not come where the browser does not know the kind for a while', () => {
    const connection = Object.assign(new EventTarget(), { type: 'wifi' });
    const { heard } = page(connection);
    for (const type of ['unknown', 'wifi', 'unknown', 'cellular']) {
      connection.type = type;
      connection.dispatchEvent(new Event('change'));
    }
    expect(heard).toEqual(['network']);
  });

  it('does not come with the first kind that a browser tells', () => {
    const connection = Object.assign(new EventTarget(), { type: 'unknown' });
    const { heard } = page(connection);
    connection.type = 'wifi';
    connection.dispatchEvent(new Event('change'));
    expect(heard).toEqual([]);
  });
});
