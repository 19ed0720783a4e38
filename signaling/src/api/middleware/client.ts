import { apiFactory, type ApiContext } from '../context.ts';
import { problem } from '../problem.ts';

/** Refuses requests that pages of other origins make, and notes the key of the client's address prefix. */
export function client({ isOurOrigin, prefixes }: ApiContext) {
  return apiFactory.createMiddleware(async (c, next) => {
    if (!isOurOrigin(c.req.header('origin'), c.req.header('host'))) return problem(c, 'origin-forbidden');
    const { incoming } = c.env;
    c.set('prefixKey', prefixes.keyOf(incoming.socket.remoteAddress, c.req.header('x-forwarded-for')));
    await next();
    return undefined;
  });
}
