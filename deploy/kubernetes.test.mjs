import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const deploy = fileURLToPath(new URL('.', import.meta.url));
const read = (file) => readFileSync(path.join(deploy, file), 'utf8');
const kustomization = parse(read('kustomization.yaml'));
const manifests = kustomization.resources.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => document.toJS()),
);
const ofKind = (kind) => manifests.filter((manifest) => manifest.kind === kind);
/** Every workload's pod, by name. */
const pods = manifests.flatMap(({ kind, metadata, spec }) => {
  if (['Deployment', 'DaemonSet'].includes(kind)) return [[metadata.name, spec.template]];
  return kind === 'CronJob' ? [[metadata.name, spec.jobTemplate.spec.template]] : [];
});

/** What the schema of Kubernetes says of a manifest. */
async function faultOf(manifest) {
  const module = await import(`kubernetes-models/${manifest.apiVersion}/${manifest.kind}`);
  try {
    new module[manifest.kind](manifest).validate();
    return undefined;
  } catch (error) {
    return `${manifest.kind} ${manifest.metadata?.name}: ${error.message}`;
  }
}

let madeSecrets;
beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sotto-secrets-'));
  execFileSync('sh', [path.join(deploy, 'make-secrets.sh'), folder], { stdio: 'ignore' });
  madeSecrets = readdirSync(folder);
  rmSync(folder, { recursive: true });
});

describe('the Kubernetes manifests', () => {
  it('are what Kubernetes takes', async () => {
    expect(manifests.length).toBeGreaterThan(10);
    expect((await Promise.all(manifests.map(faultOf))).filter(Boolean)).toEqual([]);
  });

  it('would be found to be wrong, which is what the test above is for', async () => {
    const wrong = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'a' },
      spec: { maxUnavailable: {} },
    };
    expect(await faultOf(wrong)).toContain('PodDisruptionBudget a');
  });

  it('run nothing as root, nothing that can write to its image or gain rights, all within bounds and watched', () => {
    for (const [name, { spec }] of pods) {
      expect(spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.automountServiceAccountToken, name).toBe(false);
      for (const container of spec.containers) {
        expect(container.securityContext, name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(Object.keys(container.resources.limits), name).toEqual(['cpu', 'memory']);
        if (name !== 'backup') expect(container.livenessProbe && container.readinessProbe, name).toBeTruthy();
      }
    }
  });

  it('have the address of the relay where the patch of the docs puts the public one', () => {
    const page = read('../docs/operators/kubernetes.md');
    const [, at] = /path: \/spec\/template\/spec\/containers\/0\/env\/(\d+)\n/.exec(page) ?? [];
    const [, relay] = pods.find(([name]) => name === 'turn');
    expect(relay.spec.containers[0].env[Number(at)].name).toBe('TURN_EXTERNAL_IP');
  });

  it('name config maps, secrets, ports and pods that are there', () => {
    const maps = kustomization.configMapGenerator;
    for (const { envs = [], files = [] } of maps)
      for (const file of [...envs, ...files]) expect(existsSync(path.join(deploy, file)), file).toBe(true);
    const mapNames = maps.map(({ name }) => name);
    for (const [name, { metadata, spec }] of pods) {
      for (const { envFrom = [], env = [], volumeMounts = [] } of spec.containers) {
        for (const { configMapRef } of envFrom) expect(mapNames, name).toContain(configMapRef.name);
        for (const { name: volume } of volumeMounts)
          expect(
            spec.volumes.map((known) => known.name),
            name,
          ).toContain(volume);
        const items = spec.volumes.flatMap(({ secret }) => secret?.items ?? []);
        for (const { key } of items) expect(madeSecrets, name).toContain(key);
        for (const { name: variable, value } of env)
          if (variable.endsWith('_FILE'))
            expect(
              items.map((item) => `/secrets/${item.path}`),
              name,
            ).toContain(value);
      }
      for (const { configMap } of spec.volumes)
        if (configMap) expect(mapNames, name).toContain(configMap.name);
      expect(metadata.labels.app, name).toBe(name);
    }
    const labels = pods.map(([, { metadata }]) => metadata.labels.app);
    for (const { spec } of [
      ...ofKind('Service'),
      ...ofKind('PodDisruptionBudget'),
      ...ofKind('NetworkPolicy'),
    ])
      expect(labels).toContain((spec.podSelector ?? spec.selector).matchLabels?.app ?? spec.selector.app);
  });

  it('grow with the sockets, a figure that nodes tell, and are never all disturbed at once', () => {
    const [{ spec }] = ofKind('HorizontalPodAutoscaler');
    expect(spec.minReplicas).toBeGreaterThanOrEqual(2);
    const metrics = readFileSync(path.join(deploy, '../signaling/src/metrics/metrics.ts'), 'utf8');
    expect(metrics).toContain(`'${spec.metrics[0].pods.metric.name}'`);
    const budgets = ofKind('PodDisruptionBudget').map((budget) => [
      budget.metadata.name,
      budget.spec.maxUnavailable,
    ]);
    expect(budgets).toEqual([
      ['signaling', 1],
      ['matchmaker', 1],
    ]);
    expect(ofKind('CronJob')[0].spec.schedule).toMatch(/ \*\/6 \* \* \*$/);
  });
});
