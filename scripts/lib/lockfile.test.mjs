import { describe, it, expect } from 'vitest';
import { outdatedPackages } from './lockfile.mjs';

const entry = (version) => ({
  version,
  resolved: `https://registry/a-${version}.tgz`,
  integrity: `sha512-${version}`,
});
const lockfile = {
  packages: {
    '': { name: 'sotto' },
    protocol: { version: '0.1.0' },
    'node_modules/@sotto/protocol': { resolved: 'protocol', link: true },
    'node_modules/a': entry('1.0.0'),
    'node_modules/win32-only': { ...entry('1.0.0'), optional: true },
  },
};
const installed = (packages) => ({ packages: { ...lockfile.packages, ...packages } });

describe('outdated packages', () => {
  it('are none where everything asked for is in place', () => {
    expect(outdatedPackages(lockfile, installed({}))).toEqual([]);
  });

  it('are all of them where nothing was ever installed', () => {
    expect(outdatedPackages(lockfile, undefined)).toEqual(['node_modules/@sotto/protocol', 'node_modules/a']);
  });

  it('include one with another version, and one with the same version but other contents', () => {
    expect(outdatedPackages(lockfile, installed({ 'node_modules/a': entry('1.0.1') }))).toEqual([
      'node_modules/a',
    ]);
    const tampered = { ...entry('1.0.0'), integrity: 'sha512-other' };
    expect(outdatedPackages(lockfile, installed({ 'node_modules/a': tampered }))).toEqual(['node_modules/a']);
  });

  it('do not include one that came from a mirror of the registry', () => {
    const mirrored = { ...entry('1.0.0'), resolved: 'https://mirror/a-1.0.0.tgz' };
    expect(outdatedPackages(lockfile, installed({ 'node_modules/a': mirrored }))).toEqual([]);
  });

  it('do not include an optional one that this platform has no use for', () => {
    expect(outdatedPackages(lockfile, installed({ 'node_modules/win32-only': undefined }))).toEqual([]);
  });
});
