import { sessionsPerPrefix } from '../../src/config/config.ts';
import { envSchema } from '../../src/config/env.ts';
import { searchShare } from '../../src/hub/settings.ts';

const defaults = envSchema.parse({});

/** What one address prefix may do within a minute, and one socket within a second, as servers are set where nobody sets them. */
export const allowed = {
  /** Challenges, and whatever is looked up by a receipt. */
  general: defaults.RATE_GENERAL_PER_MINUTE,
  register: defaults.RATE_REGISTER_PER_MINUTE,
  refresh: defaults.RATE_REFRESH_PER_MINUTE,
  reports: defaults.RATE_REPORTS_PER_MINUTE * sessionsPerPrefix,
  sockets: defaults.RATE_SOCKETS_PER_MINUTE,
  framesPerSecond: defaults.RATE_FRAMES_PER_10S / 10,
  searchesPerSecond: (defaults.RATE_FRAMES_PER_10S / 10) * searchShare,
} as const;
