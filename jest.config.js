const libraries = ['calendar', 'contracts', 'messaging', 'platform', 'local-services', 'testing'];

/** What every tier shares: TypeScript by swc as ES modules, `#library` names as in package.json. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
        exclude: [],
        swcrc: false,
      },
    ],
  },
  moduleNameMapper: {
    ...Object.fromEntries(libraries.map((name) => [`^#${name}$`, `<rootDir>/libs/${name}/src/index.ts`])),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test/architecture/fixture'],
};

const tier = (displayName, testMatch, extra = {}) => ({ ...common, displayName, testMatch, ...extra });

export default {
  projects: [
    tier('unit', [
      '<rootDir>/apps/*/src/**/*.spec.ts',
      '<rootDir>/libs/*/src/**/*.spec.ts',
      '<rootDir>/test/architecture/*.spec.ts',
      '<rootDir>/test/bench/*.spec.ts',
      '<rootDir>/test/carriers/*.spec.ts',
      '<rootDir>/test/rehearsal/**/*.spec.ts',
    ]),
    tier('contract', ['<rootDir>/libs/contracts/**/*.contract-spec.ts']),
    tier('integration', ['<rootDir>/{apps,libs}/*/test/**/*.int-spec.ts', '<rootDir>/test/carriers/*.int-spec.ts'], {
      globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
      globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
    }),
    tier('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts'], {
      globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
      globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
    }),
  ],
  testTimeout: 30_000,
};
