import { readFileSync } from 'node:fs';
import { defaultSettings } from './settings.ts';

/** Descriptors that sockets leave to everything else: the API, the health checks, Redis, the database, files of the web app. */
const leastLeft = 256;
const shareLeft = 0.05;

/**
 * Sockets that fit a process which may open so many files. A node that took more would run out of them for the
 * health checks by which balancers know it, and for the API by which people sign in.
 * @example socketsThatFit(20_000) === 19_000
 */
export function socketsThatFit(mostFiles: number): number {
  if (mostFiles === Infinity) return defaultSettings.maxSockets;
  const left = Math.max(leastLeft, Math.ceil(mostFiles * shareLeft));
  return Math.max(1, Math.min(defaultSettings.maxSockets, mostFiles - left));
}

/** Files that this process may open; Node has raised the limit as far as it may. Known on Linux alone (proc(5), `limits`). */
export function mostOpenFiles(): number {
  try {
    const line = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return line === null ? Infinity : Number(line[1]);
  } catch {
    return Infinity;
  }
}
