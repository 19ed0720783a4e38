import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { pinnedEnv, pinnedNode, root } from './paths.mjs';
import { runMain, Unmet } from './process.mjs';
import { ensureWebApp } from './web-app.mjs';

/** Programs of these packages drive the built web app. */
const driveTheWebApp = new Set(['e2e', 'web']);

/**
 * Runs one program of a kind by its name, on the pinned Node: `<package>/<folder>/<name>.<kind>.ts`. Whatever
 * follows the name goes to the program. Its last line must be the JSON object that says how it went.
 * @param {{ folder: string, kind: string, command: string, isVerdict: (json: unknown) => boolean }} sort
 */
export function runNamed({ folder, kind, command, isVerdict }) {
  return runMain(async () => {
    const [name, ...args] = process.argv.slice(2);
    const programs = findNamed(root, folder, kind);
    const program = programs.find((candidate) => candidate.name === name);
    if (program === undefined) {
      const names = programs.map((candidate) => `  ${command} ${candidate.name}`).join('\n');
      throw new Unmet(
        `${name === undefined ? 'Which one?' : `There is no ${name}.`} These are there:\n${names}`,
      );
    }
    await ensureDependencies();
    if (driveTheWebApp.has(program.package)) await ensureWebApp();
    const { code, lastLine } = await passThrough(program.file, args);
    if (code === 0 && !isVerdict(parsed(lastLine))) {
      throw new Unmet(`${path.relative(root, program.file)} did not end with the line of JSON that it owes.`);
    }
    return code;
  });
}

/**
 * Runs all programs of a kind one after the other where no name is given, and one of them where it is. The verdicts of all
 * are summed up in a last line of JSON.
 * @param {{ folder: string, kind: string, command: string, isVerdict: (json: unknown) => boolean, sum: (verdicts: object[]) => object }} sort
 */
export function runEachNamed({ sum, ...sort }) {
  const [name] = process.argv.slice(2);
  if (name !== undefined && !/^\d+$/.test(name)) return runNamed(sort);
  return runMain(async () => {
    await ensureDependencies();
    const verdicts = [];
    let worst = 0;
    for (const { file } of findNamed(root, sort.folder, sort.kind)) {
      const { code, lastLine } = await passThrough(file, process.argv.slice(2));
      const verdict = parsed(lastLine);
      if (sort.isVerdict(verdict)) verdicts.push(verdict);
      else if (code === 0)
        throw new Unmet(`${path.relative(root, file)} did not end with the line of JSON that it owes.`);
      worst = Math.max(worst, code);
    }
    console.log(JSON.stringify(sum(verdicts)));
    return worst;
  });
}

/**
 * The programs of a kind in all packages, by name.
 * @returns {{ name: string, package: string, file: string }[]}
 */
export function findNamed(dir, folder, kind) {
  const suffix = `.${kind}.ts`;
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap((entry) =>
      filesIn(path.join(dir, entry.name, folder))
        .filter((file) => file.endsWith(suffix))
        .map((file) => ({
          name: file.slice(0, -suffix.length),
          package: entry.name,
          file: path.join(dir, entry.name, folder, file),
        })),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

function filesIn(dir) {
  try {
    return readdirSync(dir);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function passThrough(file, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, [file, ...args], {
      env: pinnedEnv(),
      stdio: ['inherit', 'pipe', 'inherit'],
    });
    let tail = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      tail = (tail + text).slice(-65_536);
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, lastLine: tail.trimEnd().split('\n').at(-1) ?? '' }),
    );
  });
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
