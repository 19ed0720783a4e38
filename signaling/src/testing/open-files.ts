import { readdirSync, readlinkSync } from 'node:fs';

/** How many files whose path ends so this process has open. Linux only. */
export function openFiles(pathEnd: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => targetOf(fd).endsWith(pathEnd)).length;
}

/** Empty where the file was closed in the meantime. */
function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
