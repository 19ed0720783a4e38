import { readdirSync, readFileSync } from 'node:fs';

/** Files and sockets that a process has open, and how many it may have. */
export interface OpenFiles {
  readonly open: number;
  readonly most: number;
}

/** Of a process of this user (proc(5), `fd` and `limits`). */
export function openFilesOf(pid: number | 'self'): OpenFiles {
  const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
  const most = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Infinity);
  return { open: readdirSync(`/proc/${pid}/fd`).length, most };
}

/** Ticks that all cores together have been busy and idle for since the start of the machine. */
export interface CoreTicks {
  readonly busy: number;
  readonly idle: number;
}

export function coreTicks(): CoreTicks {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/ +/).map(Number);
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0] = fields;
  return { busy: user + nice + system + irq + softirq, idle: idle + iowait };
}

/** How busy all cores were between two readings, whoever used them. */
export function busyPercent(before: CoreTicks, after: CoreTicks): number {
  const busy = after.busy - before.busy;
  const all = busy + after.idle - before.idle;
  return all === 0 ? 0 : Math.round((busy / all) * 100);
}

/** Megabytes that programs can still take without swapping (proc(5), `meminfo`). */
export function availableMb(): number {
  const kb = /^MemAvailable: +(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
  return Math.round(Number(kb ?? NaN) / 1_024);
}
