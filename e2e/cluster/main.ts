import { parseArgs } from 'node:util';
import { startCluster } from './cluster.ts';
import { endWhenTold } from './program.ts';

/** `npm run cluster [-- --port 8443]`: the production topology on this machine, until it is told to stop. */

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const told = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      resolve();
      // Who says it again does not want to wait for the drain.
      endWhenTold();
    });
});
const cluster = await startCluster({ port: values.port === undefined ? undefined : Number(values.port) });
for (const { name, pid } of cluster.programs()) console.log(`${name.padEnd(13)} pid ${pid}`);
for (const { program, metricsUrl } of [...cluster.nodes, ...cluster.matchmakers])
  console.log(`${program().name.padEnd(13)} figures ${metricsUrl}/metrics`);
console.log(`\nOpen ${cluster.origin} in two browsers; the certificate is this cluster's own.`);
const invitation = cluster.invitation();
if (invitation !== undefined) console.log(`The first administrator comes in at ${invitation}`);
console.log('Ctrl-C ends it, and forgets everything.');
await told;
await cluster.stop();
