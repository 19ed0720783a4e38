import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addPoolMetrics } from '@sotto/matchmaker';
import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const deploy = fileURLToPath(new URL('../../../deploy', import.meta.url));
const rules = readFileSync(join(deploy, 'prometheus/alerts.yml'), 'utf8');

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const dashboard = JSON.parse(
  readFileSync(join(deploy, 'grafana/dashboards/sotto.json'), 'utf8'),
) as Dashboard;
const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** Every figure that a node or a matchmaker tells, with its labels; a histogram under the names of its series. */
function figures(): Map<string, ReadonlySet<string>> {
  const metrics = createMetrics({ process: true });
  metrics.watchHub(() => ({
    sockets: 0,
    away: 0,
    seats: { idle: 0, seeking: 0, matched: 0, confirmed: 0 },
    refused: 0,
  }));
  metrics.watchReports(() => Promise.resolve({ counts: [] }));
  addPoolMetrics(metrics.registry, () => []);
  const all = new Map<string, ReadonlySet<string>>([['up', new Set(['job', 'instance'])]]);
  for (const metric of metrics.registry.getMetricsAsArray()) {
    const { name, labelNames = [] } = metric as { name: string; labelNames?: readonly string[] };
    const labels = [...labelNames, 'job', 'instance'];
    for (const series of [name, `${name}_count`, `${name}_sum`]) all.set(series, new Set(labels));
    all.set(`${name}_bucket`, new Set([...labels, 'le']));
  }
  return all;
}

const named = /\b(?:sotto|nodejs|process)_\w+|\bup\b(?=\{)/g;

/** What a query asks for that nobody tells. */
function unknownIn(query: string): string[] {
  const known = figures();
  const names = (query.match(named) ?? []).filter((name) => !known.has(name));
  const labels = [...query.matchAll(/((?:sotto|nodejs|process)_\w+|\bup)\{([^}]*)\}/g)].flatMap(
    ([, name = '', selector = '']) =>
      [...selector.matchAll(/(\w+)\s*(?:=~|!=|!~|=)/g)]
        .map(([, label = '']) => label)
        .filter((label) => known.get(name)?.has(label) === false)
        .map((label) => `${name}{${label}}`),
  );
  return [...names, ...labels];
}

describe('the dashboard and the alerts', () => {
  it('ask for nothing that no process tells', () => {
    expect(queries.length).toBeGreaterThan(20);
    expect(queries.flatMap(unknownIn)).toEqual([]);
    expect(unknownIn(rules)).toEqual([]);
  });

  it('would be found to ask for what is not there, which is what the test above is for', () => {
    expect(unknownIn('sum(sotto_nonsense)')).toEqual(['sotto_nonsense']);
    expect(unknownIn('sotto_seats{colour="red"}')).toEqual(['sotto_seats{colour}']);
  });

  it('show every figure of ours somewhere', () => {
    const shown = [...queries, rules].join('\n');
    const ours = createMetrics({ process: false })
      .registry.getMetricsAsArray()
      .map(({ name }) => name);
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('name pages for operators that are there', () => {
    const pages = [...rules.matchAll(/page: ([\w./-]+)/g)].map(([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect(existsSync(join(deploy, '../docs', page)), page).toBe(true);
  });

  it('are queries that Prometheus understands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-queries-'));
    const file = join(folder, 'queries.yml');
    const asRules = queries.map((expr, i) => ({
      record: `panel:${i}`,
      expr: expr.replaceAll('$__rate_interval', '1m'),
    }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: asRules }] }));
    const check = (...args: readonly string[]): string =>
      execFileSync('promtool', args, { cwd: join(deploy, 'prometheus'), encoding: 'utf8' });
    expect(check('check', 'rules', file)).toContain(`${queries.length} rules found`);
    expect(check('check', 'config', '--syntax-only', 'prometheus.yml')).toContain('SUCCESS');
    rmSync(folder, { recursive: true });
  });

  it('warn of what they are for, and of nothing else', () => {
    const told = execFileSync('promtool', ['test', 'rules', 'alerts.test.yml'], {
      cwd: join(deploy, 'prometheus'),
      encoding: 'utf8',
    });
    expect(told).toContain('SUCCESS');
  });
});
