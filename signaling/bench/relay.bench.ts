/**
 * What the socket hub costs, beside bare `ws` and beside the PeerJS server from npm: resident memory of an idle
 * client, and relayed messages of 2 KB. Each server has a process of its own; all get the same load from this one.
 * Arguments: how many idle clients (default 5000), and seconds of each turn of relaying (default 2).
 */
import { bareWs } from './lib/bare-ws.ts';
import { relayBytes } from './lib/contestant.ts';
import { measureMemory, RelayMatch, type RelayReading } from './lib/measure.ts';
import { peerJs } from './lib/peerjs.ts';
import { sotto } from './lib/sotto.ts';

const [idleClients = 5_000, turnSeconds = 2] = process.argv.slice(2).map(Number);
const warmUpClients = 1_000;
const warmUpMs = 3_000;
const pairs = 32;
/** On the way in each pair: enough that a server never waits for the load generator. */
const inFlight = 8;
const turns = 5;

const contestants = [sotto, peerJs, bareWs];

const rssBytes: number[] = [];
for (const contestant of contestants) {
  rssBytes.push(await measureMemory(contestant, warmUpClients, idleClients));
}

const matches: RelayMatch[] = [];
for (const contestant of contestants) matches.push(await RelayMatch.start(contestant, pairs));
for (const match of matches) await match.run(inFlight, warmUpMs);
const readings: RelayReading[][] = contestants.map(() => []);
// In turns, so that whatever else this machine does meets all of them.
for (let turn = 0; turn < turns; turn += 1) {
  for (const [i, match] of matches.entries())
    readings[i]?.push(await match.run(inFlight, turnSeconds * 1_000));
}
for (const match of matches) await match.stop();

const rows = contestants.map(({ name }, i) => ({
  server: name,
  'bytes per idle client': Math.round(rssBytes[i] ?? NaN),
  'relays per CPU second': Math.round(median((readings[i] ?? []).map((reading) => reading.perCpuSecond))),
  'relays per second': Math.round(median((readings[i] ?? []).map((reading) => reading.perSecond))),
}));

console.log(`${idleClients} idle clients; ${pairs} pairs with ${inFlight} messages of ${relayBytes} bytes on the way.
An idle client of sotto has a registered session and a waiting ticket; the others have neither.
CPU seconds are those of the server process: what one core of its own would do. The load generator
shares this machine with the server, so relays per second of the clock say less.`);
console.table(Object.fromEntries(rows.map(({ server, ...row }) => [server, row])));

const [ours, peerJsRow, wsRow] = rows;
console.log(
  JSON.stringify({
    bench: 'relay',
    metrics: {
      sockets_held: idleClients,
      rss_per_socket_bytes: ours?.['bytes per idle client'],
      peerjs_rss_per_socket_bytes: peerJsRow?.['bytes per idle client'],
      ws_rss_per_socket_bytes: wsRow?.['bytes per idle client'],
      relays_per_s: ours?.['relays per CPU second'],
      peerjs_relays_per_s: peerJsRow?.['relays per CPU second'],
      ws_relays_per_s: wsRow?.['relays per CPU second'],
      wall_relays_per_s: ours?.['relays per second'],
      wall_peerjs_relays_per_s: peerJsRow?.['relays per second'],
      wall_ws_relays_per_s: wsRow?.['relays per second'],
    },
  }),
);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
