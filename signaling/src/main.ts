import { CannotStart } from './cannot-start.ts';
import { loadConfig } from './config/config.ts';
import { createServer } from './server.ts';

/** Starts the server that the environment describes; SIGTERM and SIGINT drain it, a second one ends it at once. */

const config = loadConfig(process.env);
if (!config.ok) {
  console.error('Sotto cannot start. Please mend these environment variables:');
  for (const { name, message } of config.error) console.error(`  ${name} ${message}`);
  process.exit(78);
}

const server = await createServer(config.value).catch((error: unknown) => {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exit(1);
});
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await server.stop();
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

try {
  // Before it listens: whoever reads the address may end the server at once, and its database with it.
  const token = await server.inviteFirst();
  const { url, metricsPort } = await server.start();
  console.log(`Sotto listens on ${url}`);
  if (metricsPort !== undefined) console.log(`Figures for operators on port ${metricsPort}`);
  if (token !== undefined) {
    const [origin = url] = config.value.publicOrigins;
    console.log('Nobody moderates here yet. Whoever opens this within two days becomes the administrator:');
    console.log(`  ${origin}/moderator/join#${token}`);
  }
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(
    `Port ${portIn(error) ?? config.value.port} is taken: choose another with PORT or METRICS_PORT.`,
  );
  process.exit(1);
}

/** The port that could not be had, of an error of `listen`. */
function portIn(error: Error): number | undefined {
  return 'port' in error && typeof error.port === 'number' ? error.port : undefined;
}
