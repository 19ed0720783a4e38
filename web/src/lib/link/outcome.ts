import { connectionTimeOf, type ConnectionOutcome, type ConnectionReport } from '@sotto/protocol';
import type { LinkFactory } from './peer-link.ts';

/**
 * Links that tell once each whether they came about: by which path, or that they never opened. One that was given up before
 * tells nothing.
 * @param tell may be called while a link speaks; it must not throw
 */
export function tellingOutcomes(
  factory: Pick<LinkFactory, 'connect'>,
  tell: (report: ConnectionReport) => void,
  nowMs: () => number = () => performance.now(),
): Pick<LinkFactory, 'connect'> {
  return {
    connect: (plan, listener) => {
      const startMs = nowMs();
      let openMs: number | undefined;
      let told = false;
      const tellOnce = (outcome: ConnectionOutcome, ms: number): void => {
        if (told) return;
        told = true;
        tell({ outcome, withinMs: connectionTimeOf(ms) });
      };
      return factory.connect(plan, (event) => {
        if (event.type === 'open') openMs ??= nowMs() - startMs;
        else if (event.type === 'path' && openMs !== undefined) tellOnce(event.path, openMs);
        else if (event.type === 'closed' && openMs !== undefined) tellOnce('unknown', openMs);
        else if (event.type === 'closed' && event.why === 'never-opened')
          tellOnce('failed', nowMs() - startMs);
        listener(event);
      });
    },
  };
}
