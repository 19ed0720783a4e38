import {
  apiPath,
  consoleHeader,
  moderatorPath,
  queueCountsSchema,
  unattendedHeader,
  type QueueCounts,
} from '@sotto/protocol';
import { createEventReader } from './server-events.ts';

export interface NewsListener {
  counts(counts: QueueCounts['counts']): void;
  /** Whether news come by themselves; where they don't, somebody has to ask. */
  live(live: boolean): void;
}

/** Each try after a failure waits twice as long, up to a minute. */
const firstRetryMs = 2_000;
const longestRetryMs = 60_000;
/** The server says something every 20 seconds. */
const silenceMs = 50_000;

/** Follows what happens in the queue until the function that it gives is called, and begins anew when the connection breaks. */
export function followNews(fetchFn: typeof fetch, listener: NewsListener): () => void {
  const stopped = new AbortController();
  const follow = async (): Promise<void> => {
    let retryMs = firstRetryMs;
    while (!stopped.signal.aborted) {
      const wasLive = await readOnce(fetchFn, listener, stopped.signal);
      listener.live(false);
      if (wasLive === 'refused') return;
      retryMs = wasLive === 'live' ? firstRetryMs : Math.min(retryMs * 2, longestRetryMs);
      await pause(retryMs, stopped.signal);
    }
  };
  void follow();
  return () => stopped.abort();
}

/** `live`: it has told something before it broke. `refused`: whoever asks is not signed in. */
async function readOnce(
  fetchFn: typeof fetch,
  listener: NewsListener,
  stopped: AbortSignal,
): Promise<'live' | 'failed' | 'refused'> {
  const silent = new AbortController();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heardSomething = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => silent.abort(), silenceMs);
  };
  let outcome: 'live' | 'failed' = 'failed';
  const read = createEventReader(({ data }) => {
    const counts = queueCountsSchema.safeParse(JSON.parse(data));
    if (!counts.success) return;
    if (outcome === 'failed') listener.live(true);
    outcome = 'live';
    listener.counts(counts.data.counts);
  });
  try {
    heardSomething();
    const answer = await fetchFn(`${apiPath}${moderatorPath}/queue/news`, {
      headers: { accept: 'text/event-stream', [consoleHeader]: '1', [unattendedHeader]: '1' },
      cache: 'no-store',
      signal: AbortSignal.any([stopped, silent.signal]),
    });
    if (answer.status === 401 || answer.status === 403) return 'refused';
    if (!answer.ok || answer.body === null) return 'failed';
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return outcome;
      heardSomething();
      read(value);
    }
  } catch {
    return outcome;
  } finally {
    clearTimeout(silence);
  }
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
