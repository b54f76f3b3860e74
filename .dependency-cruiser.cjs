/** Layers, lowest first. A layer may import itself and those named for it. See ARCHITECTURE.md. */
const layers = {
  'src/model': [],
  'src/kit': ['src/model'],
  'src/redact': ['src/model', 'src/kit'],
  'src/knowledge': ['src/model', 'src/kit'],
  'src/pull': ['src/model', 'src/kit', 'src/redact'],
  'src/normalise': ['src/model', 'src/kit'],
  'src/assess': ['src/model', 'src/kit'],
  'src/describe': ['src/model', 'src/kit', 'src/normalise'],
  connectors: ['src/model', 'src/kit', 'src/redact', 'src/pull'],
  mappings: ['src/model', 'src/normalise'],
  rules: ['src/model', 'src/assess'],
  'src/store': ['src/model', 'src/kit'],
  'src/scan': ['src/model', 'src/kit', 'src/pull', 'src/normalise', 'src/assess', 'src/store'],
  'src/exports': ['src/model', 'src/kit', 'src/scan', 'src/store'],
  'src/jobs': ['src/model', 'src/kit', 'src/pull', 'src/scan', 'src/store', 'src/exports', 'src/notify'],
  'src/notify': ['src/model', 'src/kit', 'src/pull', 'src/store', 'src/exports'],
  'src/identity': ['src/model', 'src/kit', 'src/store'],
  'src/http': ['src/model', 'src/kit', 'src/scan', 'src/store', 'src/exports', 'src/pull', 'src/identity'],
  simulator: [],
  plugins: [],
};
const own = (path) => `^${path}/`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-test',
      severity: 'error',
      from: { pathNot: '^(test|simulator|tools)/' },
      to: { path: '^(test|tools)/' },
    },
    {
      name: 'simulator-only-for-demo',
      comment: 'The simulator is a program of its own; only the demo command and the tests start it.',
      severity: 'error',
      from: { pathNot: '^(test|simulator|tools|src/cli/demo)' },
      to: { path: '^simulator/' },
    },
    {
      name: 'connectors-apart',
      severity: 'error',
      from: { path: '^connectors/([^/]+)/' },
      to: { path: '^connectors/', pathNot: '^connectors/$1/' },
    },
    {
      name: 'mappings-apart',
      severity: 'error',
      from: { path: '^mappings/([^/]+)/' },
      to: { path: '^mappings/', pathNot: '^mappings/$1/' },
    },
    {
      name: 'pure-layers',
      comment: 'No file system, no network, no clock: they must give the same answer for the same stored data.',
      severity: 'error',
      from: { path: '^(rules|mappings|src/model|src/assess|src/normalise)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vendor-sdk-stays-home',
      severity: 'error',
      from: { pathNot: '^(connectors|src/pull|plugins/hubspot|test)/' },
      to: { path: 'node_modules/(@hubspot|axios)' },
    },
    {
      name: 'sql-stays-home',
      severity: 'error',
      from: { pathNot: '^(src/store|test|tools)/' },
      to: { path: 'node_modules/(kysely|pg|@electric-sql)/' },
    },
    {
      name: 'production-without-dev-dependencies',
      comment: 'The image and `npm ci --omit=dev` have none of them.',
      severity: 'error',
      from: { path: '^(src|connectors|mappings|rules|simulator)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    ...Object.entries(layers).map(([layer, may]) => ({
      name: `layer:${layer}`,
      severity: 'error',
      from: { path: own(layer) },
      to: { path: '^(src|connectors|mappings|rules|simulator|plugins|tools|test)/', pathNot: [layer, ...may].map(own) },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
