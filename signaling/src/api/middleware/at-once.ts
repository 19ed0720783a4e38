import { apiFactory } from '../context.ts';
import { problem } from '../problem.ts';

/** Seconds after which a place is likely to be free. */
const retryS = 5;

/** Lets so many requests at once go on, and asks others to come again: what they carry would fill the memory. */
export function atOnce(most: number) {
  let underWay = 0;
  return apiFactory.createMiddleware(async (c, next) => {
    if (underWay >= most) return problem(c, 'unavailable', { retryAfter: retryS });
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
    return undefined;
  });
}
