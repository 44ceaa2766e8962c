import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { FolderTimes } from './tests/support/folder-times.ts'

export default defineConfig({
  // Without the alias one copy of graphql comes from import and another from require, and their classes differ.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['tests/**/*.test.ts'],
    // They have vitest.browser.config.ts.
    exclude: ['tests/browser/**'],
    setupFiles: ['tests/support/cpu-time.ts'],
    reporters: ['default', new FolderTimes()],
    globalSetup: ['tests/support/postgres-server.ts', 'tests/support/sqlite-template.ts'],
    env: { NODE_ENV: 'test' },
    // The default leaves a core for watching, which nobody does here.
    maxWorkers: availableParallelism(),
    // One process for many files: to load and to compile the program anew for each costs a third of the run.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
