import { describe, expect, it } from 'vitest';
import { pathIn } from './selected-path.ts';

type Entry = readonly [string, Record<string, unknown>];

function stats(
  localType: string,
  remoteType: string,
  pair: Record<string, unknown>,
  transport: boolean,
): Entry[] {
  const entries: Entry[] = [
    ['L', { type: 'local-candidate', candidateType: localType }],
    ['R', { type: 'remote-candidate', candidateType: remoteType }],
    ['idle', { type: 'candidate-pair', localCandidateId: 'R', remoteCandidateId: 'L' }],
    ['P', { type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', ...pair }],
  ];
  return transport ? [...entries, ['T', { type: 'transport', selectedCandidatePairId: 'P' }]] : entries;
}

describe('pathIn', () => {
  it('is direct between host and reflexive candidates', () => {
    expect(pathIn(stats('host', 'srflx', {}, true))).toBe('direct');
    expect(pathIn(stats('prflx', 'host', {}, true))).toBe('direct');
  });

  it('is relayed where either side uses a relay', () => {
    expect(pathIn(stats('relay', 'srflx', {}, true))).toBe('relayed');
    expect(pathIn(stats('host', 'relay', {}, true))).toBe('relayed');
  });

  it('is found without a transport report by the mark on the pair', () => {
    expect(pathIn(stats('relay', 'host', { selected: true }, false))).toBe('relayed');
  });

  it('is unknown while no pair is in use', () => {
    expect(pathIn(stats('host', 'host', {}, false))).toBe('unknown');
    expect(pathIn([])).toBe('unknown');
  });
});
