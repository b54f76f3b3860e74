import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', 'plugins/*/build/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a name that is found by search.' },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Config files and jest's own plug-ins are loaded by their default export; tools talk to a terminal.
    files: ['*.js', '*.mjs', '*.cjs', 'tools/**', 'simulator/main.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // A view of Sugar is one object in parentheses.
    files: ['plugins/sugarcrm/src/**/*.js'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['rules/**', 'mappings/**', 'src/assess/**', 'src/normalise/**', 'src/model/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Pure layers know no clock.' },
        { name: 'process', message: 'Pure layers know no environment.' },
        { name: 'fetch', message: 'Pure layers call nobody.' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['test/support/http-mock.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'nock', message: 'Use test/support/http-mock.ts: it fails on unused and on missing mocks.' }],
        },
      ],
    },
  },
);
