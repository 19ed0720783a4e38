import { streamSSE } from 'hono/streaming';
import { apiFactory, type ApiContext } from '../context.ts';
import { problem } from '../problem.ts';
import { forModerators } from './described.ts';
import { readSessionCookie } from './session-cookie.ts';

/** More would be somebody's tabs gone wild; they ask from time to time instead. */
const mostStreams = 500;
/** A proxy gives up a connection that is silent for a minute. And so long can a session be over before its stream is. */
const beatMs = 20_000;
const retryAfterS = 30;

/** `GET /moderator/queue/news`: the counts of the queue as server-sent events, at once and whenever something has happened. */
export function newsRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'What happens in the queue',
      success: {
        status: 200,
        description: 'Events without end; the data of each are the counts of the queue',
        media: 'text/event-stream',
      },
      problems: [],
    }),
    (c) => {
      if (moderator.news.listeners >= mostStreams)
        return problem(c, 'unavailable', { retryAfter: retryAfterS });
      const token = readSessionCookie(c, moderator.secureCookies) ?? '';
      // Else a proxy such as nginx collects events before it passes them on.
      c.header('x-accel-buffering', 'no');
      return streamSSE(c, async (stream) => {
        const ended = Promise.withResolvers<undefined>();
        const end = moderator.news.listen((counts) => {
          void stream.writeSSE({ event: 'counts', data: JSON.stringify(counts) });
        });
        const beat = setInterval(() => {
          void stream.write(': \n\n');
          moderator.accounts.isSignedIn(token).then(
            (isIn) => !isIn && ended.resolve(undefined),
            () => ended.resolve(undefined),
          );
        }, beatMs);
        stream.onAbort(() => ended.resolve(undefined));
        await ended.promise;
        clearInterval(beat);
        end();
      });
    },
  );
}
