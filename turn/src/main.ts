import { readFileSync } from 'node:fs';
import { renderTurnConfig } from './config.ts';
import { runTurnServer } from './run.ts';
import { readSettings } from './settings.ts';

/** Starts the relay that the environment describes; `--print` shows its configuration instead, secrets included. */

const settings = readSettings(process.env, (path) => readFileSync(path, 'utf8'));
if (!settings.ok) {
  console.error('The relay cannot start. Please mend these environment variables:');
  for (const { name, message } of settings.problems) console.error(`  ${name} ${message}`);
  process.exit(78);
}

const config = renderTurnConfig(settings.value);
if (process.argv.includes('--print')) {
  process.stdout.write(config);
  process.exit(0);
}

const { process: server, ended } = runTurnServer(config);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
console.log(`The relay ${settings.value.realm} starts on port ${settings.value.listeningPort}`);
const code = await ended;
if (code === -1) console.error('coturn is missing: install it (Debian: apt install coturn).');
process.exitCode = code === -1 ? 1 : code;
