import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from './process.mjs';

/**
 * Programs outside npm that tests need. `commands`: any one of them will do; `env` may name one elsewhere.
 * `apt`: the Debian packages. `stages`: who can't do without.
 */
export const systemPrograms = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    env: 'CHROMIUM_PATH',
    apt: ['chromium', 'fonts-noto-color-emoji'],
    stages: ['browser'],
  },
  {
    name: 'Redis 7 or newer',
    commands: ['redis-server'],
    apt: ['redis-server'],
    stages: ['unit', 'browser'],
  },
  {
    name: 'PostgreSQL 15 or newer',
    // Debian keeps the server's programs off the PATH.
    commands: ['pg_ctlcluster', 'pg_ctl'],
    apt: ['postgresql'],
    stages: ['unit', 'browser'],
  },
  {
    name: 'coturn 4.6 or newer',
    commands: ['turnserver'],
    apt: ['coturn', 'openssl'],
    stages: ['unit', 'browser'],
  },
  {
    name: 'Caddy 2.6 or newer',
    commands: ['caddy'],
    apt: ['caddy'],
    stages: ['unit', 'browser'],
  },
  {
    name: 'promtool of Prometheus',
    commands: ['promtool'],
    apt: ['prometheus'],
    stages: ['unit'],
  },
];

/**
 * Installs the programs that are missing, where this machine has apt and this user may use it.
 * @param {readonly typeof systemPrograms[number][]} programs
 * @returns {Promise<{ missing: typeof systemPrograms, advice: string }>} what is still missing, and what to do
 */
export async function ensureSystemPrograms(programs, env = process.env) {
  const absent = programs.filter((program) => !isPresent(program, env));
  if (absent.length === 0) return { missing: [], advice: '' };
  const said = await aptInstall(
    absent.flatMap((program) => program.apt),
    env,
  );
  const missing = absent.filter((program) => !isPresent(program, env));
  return {
    missing,
    advice: missing.length === 0 ? '' : [said, adviceFor(missing)].filter(Boolean).join('\n\n'),
  };
}

/** Whether one of the program's commands can be run. */
export function isPresent(program, env = process.env) {
  const named = program.env === undefined ? undefined : env[program.env];
  if (named) return isExecutable(named);
  const dirs = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return program.commands.some((command) => dirs.some((dir) => isExecutable(path.join(dir, command))));
}

/** What a person has to install where we can't. */
export function adviceFor(missing) {
  const lines = missing.map((program) => {
    const elsewhere = program.env === undefined ? '' : `, or its path in ${program.env}`;
    return `  ${program.name}: the command \`${program.commands[0]}\`${elsewhere}`;
  });
  const packages = missing.flatMap((program) => program.apt).join(' ');
  return `The tests need programs that are not here:\n${lines.join('\n')}\nOn Debian: apt-get install ${packages}`;
}

/** @returns {Promise<string>} empty when it went well, else why not */
async function aptInstall(packages, env) {
  const prefix = await rootPrefix(env);
  if (prefix === undefined) return '';
  process.stdout.write(`Installing ${packages.join(', ')} with apt … `);
  const apt = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  const steps = [
    ['-o', 'Acquire::Retries=3', 'update'],
    ['-o', 'Acquire::Retries=3', 'install', '--yes', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const { code, output } = await run(apt[0], [...apt.slice(1), ...step], { env });
    if (code !== 0) {
      console.log('failed.');
      return output.trim();
    }
  }
  console.log('done.');
  return '';
}

/** What to put before a command so that it runs as root; `undefined` where there is no apt or no right to it. */
async function rootPrefix(env) {
  if ((await run('apt-get', ['--version'], { env })).code !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await run('sudo', ['-n', 'true'], { env })).code === 0 ? ['sudo', '-n'] : undefined;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
