/**
 * The law of the arrows: which package may import which, and no import cycles anywhere.
 * ARCHITECTURE.md draws the same arrows; a change here is a change there.
 */
const packages = [
  'protocol',
  'telemetry',
  'matchmaker',
  'signaling',
  'moderation-models',
  'web',
  'turn',
  'verifier',
  'e2e',
];
const mayImport = {
  protocol: [],
  telemetry: [],
  matchmaker: ['protocol', 'telemetry'],
  signaling: ['protocol', 'telemetry', 'matchmaker'],
  'moderation-models': [],
  web: ['protocol', 'moderation-models'],
  turn: [],
  verifier: ['protocol'],
};

const law = Object.entries(mayImport).map(([from, allowed]) => ({
  name: `law-${from}`,
  comment: `${from} may import ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: `^(${packages.filter((p) => p !== from && !allowed.includes(p)).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...law,
    {
      name: 'only-through-exports',
      comment: 'a package is entered through its exports, never by a path into its folder',
      severity: 'error',
      from: { path: '^([^/]+)/' },
      to: {
        path: `^(${packages.join('|')})/`,
        pathNot: [
          '^$1/',
          '/src/index\\.ts$',
          '^[^/]+/src/testing\\.ts$',
          '^protocol/src/safety/index\\.ts$',
          '^moderation-models/models/',
          '/src/testing/fuzzing/index\\.ts$',
        ],
      },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'an export named testing is for tests, benches and fault runs',
      severity: 'error',
      from: {
        pathNot: [
          '\\.(test|bench|spec|contract)\\.ts$',
          '/(bench|faults|fuzz)/',
          '^e2e/',
          '/testing\\.ts$',
          '/testing/',
        ],
      },
      to: { path: '/src/testing(\\.ts$|/)' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'simple-peer-behind-peer-link',
      comment: 'simple-peer is the transport behind PeerLink; nothing else touches it',
      severity: 'error',
      from: { path: '^web/src', pathNot: '^web/src/lib/link/' },
      to: { path: 'node_modules/simple-peer' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: ['^\\$(app|env|service-worker)', '^#lib', '^virtual:', '\\.wasm\\?url$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['web/\\.svelte-kit', 'web/build', 'verifier/dist', '(^|/)node_modules/\\.cache'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
    },
  },
};
