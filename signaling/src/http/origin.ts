import type { OriginCheck } from '../ports.ts';

/**
 * Accepts the configured origins; where none are configured, the origin whose host the request itself names,
 * which is what a page served by this process has.
 */
export function createOriginCheck(publicOrigins: readonly string[]): OriginCheck {
  const configured = new Set(publicOrigins);
  return (origin, host) => {
    if (origin === undefined) return true;
    if (configured.size > 0) return configured.has(origin);
    return host !== undefined && URL.parse(origin)?.host === host.toLowerCase();
  };
}
