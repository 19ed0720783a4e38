import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{protocol,telemetry,matchmaker,signaling,moderation-models,turn,verifier,web,scripts,deploy}/**/*.test.{ts,mjs}',
    ],
    exclude: ['**/node_modules/**', 'web/build/**', 'web/.svelte-kit/**'],
    environment: 'node',
    retry: 0,
  },
});
