import type { MiddlewareHandler } from 'hono';

export interface SecurityHeaderOptions {
  readonly publicOrigins: readonly string[];
  /** Tells browsers to use https from now on (RFC 6797). */
  readonly httpsOnly: boolean;
}

/**
 * The content security policy (CSP level 3) of one answer.
 * @param scriptHashes CSP sources such as `'sha256-…'` of the inline scripts that a page of ours has.
 */
export function contentSecurityPolicy(
  publicOrigins: readonly string[],
  scriptHashes: readonly string[] = [],
): string {
  // 'self' covers ws: and wss: of the same host in today's browsers; older Safari wants them by name.
  const sockets = publicOrigins.map((origin) => origin.replace(/^http/, 'ws'));
  return Object.entries({
    'default-src': ["'self'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scriptHashes],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", ...sockets],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** Features of browsers that no page of ours uses. */
const deniedFeatures = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
];

/**
 * Sets the security headers on every answer, also on errors. A header that a handler has set stays: pages
 * bring a policy with the hashes of their own scripts.
 */
export function securityHeaders(options: SecurityHeaderOptions): MiddlewareHandler {
  const headers = Object.entries({
    'Content-Security-Policy': contentSecurityPolicy(options.publicOrigins),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(options.httpsOnly && { 'Strict-Transport-Security': 'max-age=63072000' }),
  });
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}
