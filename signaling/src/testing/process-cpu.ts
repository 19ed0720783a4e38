import { readFileSync } from 'node:fs';

/** Of Linux on all that it runs on in practice (sysconf(3), `_SC_CLK_TCK`). */
const ticksPerSecond = 100;

/** Seconds of CPU that a process has used since its start, those of the kernel on its behalf included (proc(5), `stat`). */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) / ticksPerSecond;
}
