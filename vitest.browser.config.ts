import { defineConfig } from 'vitest/config'

// `npm run test:browser`: the example app and the built server in a real browser.
export default defineConfig({
  // See vitest.config.ts.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['tests/browser/*.test.ts'],
    globalSetup: ['tests/support/browser/prepare.ts'],
    env: { NODE_ENV: 'test' },
    // Each worker has a browser with up to ten tabs, and a server.
    maxWorkers: 2,
    testTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
