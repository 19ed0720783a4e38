import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Sections of the page that a run measures; one that a run leaves out stays as it is. */
const sections = ['matrix', 'lost-and-found'] as const;
type Section = (typeof sections)[number];

interface Row {
  readonly policy: string;
  readonly networks: string;
  readonly outcome: string;
}

/** Prints how each pair of networks came together, and publishes it where `NETWORKS_PAGE` names a file. */
export default class MatrixReporter implements Reporter {
  readonly #rows: Row[] = [];
  readonly #found: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    const figure = result.annotations.find(({ type }) => type === 'lost-and-found')?.description;
    if (test.title.startsWith(lostAndFound)) {
      const outcome = result.status === 'passed' ? (figure ?? 'passed') : `failed: ${figure ?? 'no figure'}`;
      this.#found.push(`| ${test.title.slice(lostAndFound.length)} | ${outcome} |`);
      return;
    }
    const [policy = '', networks = test.title] = test.title.split(': ');
    const path = result.annotations.find(({ type }) => type === 'path')?.description;
    this.#rows.push({
      policy,
      networks,
      outcome: result.status === 'passed' ? (path ?? 'passed') : 'failed',
    });
  }

  onEnd(result: FullResult): void {
    const measured: Partial<Record<Section, string>> = {
      ...(this.#rows.length > 0 && { matrix: tableOf(this.#rows) }),
      ...(this.#found.length > 0 && { 'lost-and-found': foundTableOf(this.#found) }),
    };
    for (const table of Object.values(measured)) console.log(`\n${table}\n`);
    const page = process.env.NETWORKS_PAGE;
    if (page === undefined) return;
    if (result.status !== 'passed') {
      console.log('Not published: something failed.');
      return;
    }
    const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
    const tables = sections.map((name) => [name, measured[name] ?? sectionIn(before, name)] as const);
    writeFileSync(page, pageOf(Object.fromEntries(tables) as Record<Section, string>));
  }
}

const lostAndFound = 'lost and found: ';

const marked = (name: Section, table: string): string => `<!-- ${name} -->\n\n${table}\n\n<!-- /${name} -->`;

function sectionIn(page: string, name: Section): string {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`].map((mark) => page.indexOf(mark));
  if (from === undefined || to === undefined || from < 0 || to < 0) return 'Not measured yet.';
  return page.slice(from + `<!-- ${name} -->`.length, to).trim();
}

function foundTableOf(rows: readonly string[]): string {
  return ['| what happens | what it costs |', '| --- | --- |', ...rows].join('\n');
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

function pageOf(tables: Record<Section, string>): string {
  return `# Which networks let two people meet

Made by \`npm run test:nat -- --write\`: two real browsers, each in a network of its own, a signaling server, and coturn as STUN server and
relay, on one machine. *Direct* means that the browsers found a path to each other, *Relayed* that coturn passed the sealed messages on. In every
pair both people wrote and read a message. In relay-only mode the run also checked that no packet left either network for anywhere but the servers,
that no host or server-reflexive candidate crossed the signaling socket, and that neither browser's statistics know of one.

${marked('matrix', tables.matrix)}

- \`open\`: a public address, no translation.
- \`full-cone\`: translated; the outside address stays and lets everybody in.
- \`port-restricted\`: translated; lets in only whom one wrote to first. Most homes.
- \`symmetric\`: translated; another outside port for each partner. Many mobile networks and offices.
- \`udp-blocked\`: TCP only.
- \`only-443\`: TCP to port 443 only, as in strict offices and hotels.
- \`same-lan\`: both on one local network behind a port-restricted router.

## When the path is lost

Two people write to each other while one of them goes back and forth between two networks (as a phone does between Wi-Fi and a mobile network),
while one browser is stopped for a minute, or while a fifth of all packets are lost each way. After a change or a waking the time is until a line of each is read by
the other; under loss, until each line is read. No message was lost, doubled or out of order.

${marked('lost-and-found', tables['lost-and-found'])}
`;
}
