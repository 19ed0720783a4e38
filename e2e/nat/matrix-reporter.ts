import { writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

interface Row {
  readonly policy: string;
  readonly networks: string;
  readonly outcome: string;
}

/** Prints how each pair of networks came together, and publishes it where `NETWORKS_PAGE` names a file. */
export default class MatrixReporter implements Reporter {
  readonly #rows: Row[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    const [policy = '', networks = test.title] = test.title.split(': ');
    const path = result.annotations.find(({ type }) => type === 'path')?.description;
    this.#rows.push({
      policy,
      networks,
      outcome: result.status === 'passed' ? (path ?? 'passed') : 'failed',
    });
  }

  onEnd(result: FullResult): void {
    const table = tableOf(this.#rows);
    console.log(`\n${table}\n`);
    const page = process.env.NETWORKS_PAGE;
    if (page === undefined) return;
    if (result.status !== 'passed') {
      console.log('Not published: a pair failed.');
      return;
    }
    writeFileSync(page, pageOf(table));
  }
}

function tableOf(rows: readonly Row[]): string {
  const networks = [...new Set(rows.map((row) => row.networks))];
  const outcome = (name: string, policy: string) =>
    rows.find((row) => row.networks === name && row.policy === policy)?.outcome ?? 'not tried';
  return [
    '| networks | direct paths allowed (`ICE_POLICY=all`) | relay only (`ICE_POLICY=relay`) |',
    '| --- | --- | --- |',
    ...networks.map((name) => `| ${name} | ${outcome(name, 'all')} | ${outcome(name, 'relay')} |`),
  ].join('\n');
}

function pageOf(table: string): string {
  return `# Which networks let two people meet

Made by \`npm run test:nat -- --write\`: two real browsers, each in a network of its own, a signaling server, and coturn as STUN server and
relay, on one machine. *Direct* means that the browsers found a path to each other, *Relayed* that coturn passed the sealed messages on. In every
pair both people wrote and read a message. In relay-only mode the run also checked that no packet left either network for anywhere but the servers,
that no host or server-reflexive candidate crossed the signaling socket, and that neither browser's statistics know of one.

${table}

- \`open\`: a public address, no translation.
- \`full-cone\`: translated; the outside address stays and lets everybody in.
- \`port-restricted\`: translated; lets in only whom one wrote to first. Most homes.
- \`symmetric\`: translated; another outside port for each partner. Many mobile networks and offices.
- \`udp-blocked\`: TCP only.
- \`only-443\`: TCP to port 443 only, as in strict offices and hotels.
- \`same-lan\`: both on one local network behind a port-restricted router.
`;
}
