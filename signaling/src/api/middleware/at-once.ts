import { apiFactory } from '../context.ts';
import { problem } from '../problem.ts';

/** Seconds after which a place is likely to be free. */
const retryS = 5;

export interface AtOnce {
  readonly most: number;
  /** Of one address prefix: who sends slowly on purpose keeps no places from everybody else. */
  readonly mostPerPrefix: number;
}

/** Lets so many requests at once go on, and asks others to come again: what they carry would fill the memory. */
export function atOnce({ most, mostPerPrefix }: AtOnce) {
  const underWay = new Map<string, number>();
  let all = 0;
  return apiFactory.createMiddleware(async (c, next) => {
    const prefix = c.get('prefixKey');
    const before = underWay.get(prefix) ?? 0;
    if (all >= most || before >= mostPerPrefix) return problem(c, 'unavailable', { retryAfter: retryS });
    all += 1;
    underWay.set(prefix, before + 1);
    try {
      await next();
    } finally {
      all -= 1;
      const left = (underWay.get(prefix) ?? 1) - 1;
      if (left === 0) underWay.delete(prefix);
      else underWay.set(prefix, left);
    }
    return undefined;
  });
}
