import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Without the alias one copy of graphql comes from import and another from require, and their classes differ.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['tests/**/*.test.ts'],
    // They have vitest.browser.config.ts.
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/support/postgres-server.ts'],
    env: { NODE_ENV: 'test' },
    // The default leaves a core for watching, which nobody does here.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
