import { parseArgs } from 'node:util';
import { startCluster, type Cluster } from '../cluster/cluster.ts';
import { endWhenTold } from '../cluster/program.ts';
import { openLimits } from '../support/server.ts';
import { Chats } from './cluster/chats.ts';
import { Crowd } from './cluster/crowd.ts';
import { Reporters } from './cluster/reports.ts';

/**
 * `npm run test:faults -- cluster [--clients 500] [--pairs 2]`: everything of a cluster restarted, killed or taken away while people
 * wait, talk and report. What counts is what they see.
 */

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '500' }, pairs: { type: 'string', default: '2' } },
});
const clients = Number(values.clients);
const pairs = Number(values.pairs);
/** A person takes a resume of this length for a hiccup. */
const mostResumeP99Ms = 2_000;
/** So many receipts come before and after each fault, so that there are reports while it happens. */
const receiptsAround = 5;
/** Whoever of those who waited through it all is met at the end shows that they waited in the queue and not only on paper. */
const womenAtTheEnd = Math.min(50, clients);

interface Fault {
  readonly name: string;
  readonly happen: (cluster: Cluster, crowd: Crowd) => Promise<void>;
}

const faults: readonly Fault[] = [
  {
    // First, while each node holds its share: after a rolling restart the node that came back first holds nearly all.
    name: 'a node killed',
    happen: async ({ nodes: [node] }, crowd) => {
      await node?.kill();
      // The others carry all for as long as it takes: a node that is killed isn't back within seconds.
      await crowd.returned();
      await node?.start();
    },
  },
  {
    name: 'rolling restart of all nodes and matchmakers',
    happen: async ({ nodes, matchmakers }) => {
      // The one that holds nearly all comes first, and the other then holds them.
      for (const service of [...nodes.toReversed(), ...matchmakers]) await service.restart();
    },
  },
  {
    name: 'the matchmaker that owns the pool killed',
    happen: async ({ matchmakers }) => {
      for (const matchmaker of matchmakers) {
        await matchmaker.kill();
        await matchmaker.start();
      }
    },
  },
  { name: 'PostgreSQL restarted', happen: ({ stores }) => stores.postgresRestart() },
  { name: 'Redis restarted, and all that it held forgotten', happen: ({ stores }) => stores.redisFailover() },
];

endWhenTold();
const cluster = await startCluster({
  signaling: openLimits,
});
const crowd = new Crowd(cluster);
const reporters = new Reporters(cluster);
try {
  const began = performance.now();
  await crowd.gather(clients);
  const chats = await Chats.open(cluster, pairs);
  console.log(
    `${crowd.size} wait and ${chats.people} talk after ${Math.round((performance.now() - began) / 1e3)} s`,
  );
  let chatsEnded = 0;
  let worstResumeP99Ms = 0;
  reporters.start();
  for (const { name, happen } of faults) {
    await reporters.more(receiptsAround);
    await happen(cluster, crowd);
    await reporters.more(receiptsAround);
    await crowd.returned();
    const ended = await chats.ended();
    const verdict = { ...crowd.verdict(), chatsEnded: ended, receipts: reporters.receipts };
    console.log(`${name}: ${JSON.stringify(verdict)}`);
    chatsEnded = Math.max(chatsEnded, ended);
    worstResumeP99Ms = Math.max(worstResumeP99Ms, verdict.resumeP99Ms);
  }
  await reporters.stop();
  const met = await crowd.meet(womenAtTheEnd);
  const { lost, agesLost, offline } = crowd.verdict();
  const reportsLost = await reporters.lost();
  await chats.close();
  const clean =
    lost + agesLost + offline + chatsEnded + reportsLost === 0 &&
    met === womenAtTheEnd &&
    reporters.receipts > 0 &&
    worstResumeP99Ms <= mostResumeP99Ms;
  process.exitCode = clean ? 0 : 1;
  console.log(
    JSON.stringify({
      faults: 'cluster',
      clean,
      clients,
      talking: chats.people,
      tickets_lost: lost,
      ages_lost: agesLost,
      offline,
      chats_ended: chatsEnded,
      resume_p99_ms: worstResumeP99Ms,
      met_at_the_end: met,
      receipts: reporters.receipts,
      reports_unanswered: reporters.unanswered,
      reports_lost: reportsLost,
    }),
  );
} finally {
  crowd.stop();
  await cluster.stop();
}
