import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{protocol,telemetry,matchmaker,signaling,moderation-models,turn,verifier,web,scripts,deploy}/**/*.test.{ts,mjs}',
    ],
    exclude: ['**/node_modules/**', 'web/build/**', 'web/.svelte-kit/**'],
    environment: 'node',
    // Files share a process, which takes less than half the time: each module is loaded once. So each file undoes what it changes
    // there (globals, timers, the environment), also where it fails; nothing else keeps it from the next one.
    isolate: false,
    // By default one core stays idle; but many tests wait for a Redis, a PostgreSQL, a server.
    maxWorkers: '100%',
    // Nothing waits this long unless it fails; a busy machine is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    retry: 0,
  },
});
