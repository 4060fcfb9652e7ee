import { availableParallelism } from 'node:os';

// One runner for everything. `fast` and `web` need nothing; `api` and `stories` get a real Postgres from test/support.
const swc = {
  jsc: {
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    keepClassNames: true,
    target: 'es2022',
  },
  module: { type: 'commonjs' },
};

const shared = {
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Nothing is looked for in node_modules, whose crawl takes longer than everything else.
  roots: ['apps', 'libs', 'migrations', 'test'].map(folder => `<rootDir>/${folder}`),
  transform: { '^.+\\.(ts|tsx|mjs|js)$': ['@swc/jest', swc] },
  // These ship ES modules only; Jest runs CommonJS, so they are transformed too.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|jose|@noble|@panva|hpke|canonicalize|livekit-server-sdk|@livekit|uqr|wouter|regexparam|timezones-ical-library|ical.js|ical-generator|uuid-random|postal-mime|write-excel-file|fflate|cookie|mitt|intl-messageformat|@formatjs|@tanstack)/)',
  ],
  extensionsToTreatAsEsm: [],
  moduleNameMapper: {
    '^@kengesh/(ballot-key|journal|domain|phrases|contracts|records)$': '<rootDir>/libs/$1/src/index.ts',
    '^@kengesh/phrases/(page|pages/.*)$': '<rootDir>/libs/phrases/src/$1.ts',
    '^@kengesh/migrations$': '<rootDir>/migrations/index.ts',
    '^@kengesh/(api|rehearse)/(.*)$': '<rootDir>/apps/$1/src/$2.ts',
    '\\.css$': '<rootDir>/test/support/empty-style.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/var/', '<rootDir>/.cache/'],
};

export default {
  testTimeout: 60000,
  forceExit: true,
  // While stories wait for browsers and servers, there is room for one file more than there are cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/test/support/story-beside.mjs',
  projects: [
    {
      ...shared,
      displayName: 'fast',
      testMatch: [
        '<rootDir>/libs/**/*.test.ts',
        '<rootDir>/apps/launch/**/*.test.ts',
        '<rootDir>/apps/rehearse/**/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/web/**/*.test.ts?(x)'],
      setupFiles: ['<rootDir>/test/support/web-setup.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/support/web-parts.ts'],
    },
    {
      ...shared,
      displayName: 'api',
      testMatch: ['<rootDir>/apps/api/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/postgres-setup.ts',
      globalTeardown: '<rootDir>/test/support/postgres-teardown.ts',
    },
    {
      ...shared,
      displayName: 'stories',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/stories-setup.ts',
      globalTeardown: '<rootDir>/test/support/stories-teardown.ts',
    },
  ],
};
