export { loadConfig, type Config } from './config/config.ts';
export type { ServerOverrides } from './context.ts';
export { createServer, type SottoServer } from './server.ts';
export * from './ports.ts';
