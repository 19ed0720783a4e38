import type { OpenFiles } from './machine.ts';

/** What the parts of a load test were put to. CPU is in percent of one core, `machinePercent` of all of them. */
export interface Strain {
  readonly nodePercent: number;
  readonly benchPercent: number;
  readonly machinePercent: number;
  readonly nodeFiles: OpenFiles;
  readonly benchFiles: OpenFiles;
  readonly availableMb: number;
}

/** A core this busy makes whatever waits for it wait long. */
const fullCorePercent = 85;
const fullMachinePercent = 95;
const fullFilesShare = 0.9;
const leastMb = 256;

/**
 * What gave out when an aim was missed or somebody failed to come, in words: the narrowest thing that was full.
 * @param error what somebody who failed to come was told.
 */
export function whatGaveOut(strain: Strain, error?: string): string {
  const { nodeFiles, benchFiles } = strain;
  if (error?.includes('EADDRNOTAVAIL')) return 'ports of the load generator’s addresses';
  const isFull = ({ open, most }: OpenFiles): boolean => open >= most * fullFilesShare;
  const files = (whose: string, { most }: OpenFiles): string =>
    `file descriptors of the ${whose}, which may have ${most}`;
  if (error?.includes('EMFILE')) return files('load generator', benchFiles);
  if (error !== undefined && isFull(nodeFiles)) return files('node', nodeFiles);
  if (error !== undefined && isFull(benchFiles)) return files('load generator', benchFiles);
  if (strain.availableMb < leastMb) return 'memory of the machine';
  if (strain.nodePercent >= fullCorePercent) return 'the node’s core';
  if (strain.benchPercent >= fullCorePercent) return 'the load generator’s core';
  if (strain.machinePercent >= fullMachinePercent) return 'the machine’s cores, which others use too';
  return 'nothing that was looked at: neither a core, nor memory, files or ports were full';
}
