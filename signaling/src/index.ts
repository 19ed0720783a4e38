export { loadConfig, type Config } from './config/config.ts';
export { createServer, type ServerOverrides, type SottoServer } from './server.ts';
export * from './ports.ts';
