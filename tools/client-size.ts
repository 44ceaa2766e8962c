import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

// What each entry of the client adds to an app that has its peers already: bundled, minified, gzipped. The figures in
// docs/clients.md come from here. With `--limit` it fails when the whole client has outgrown it.

const client = resolve(import.meta.dirname, '../dist/client')
const limitBytes = 12 * 1024

/** As an app writes it; what it does not import is left out. */
const entries: Record<string, string> = {
  'latchkey/client/core, createAuthClient alone': "export { createAuthClient } from './core.js'",
  'latchkey/client/core': "export * from './core.js'",
  'latchkey/client/apollo': "export * from './apollo.js'",
  'latchkey/client': "export * from './apollo-react.js'",
  'latchkey/client, and hooks for the device list': `export * from './apollo-react.js'
export { useSessionsQuery, useRevokeSessionMutation } from './generated/hooks.js'`,
  'latchkey/client/operations, all of it': "export * from './generated/operations.js'",
  'latchkey/client/hooks, all of it': "export * from './generated/hooks.js'",
}

async function measure(contents: string): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: client },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['@apollo/client', 'react', 'graphql'],
    logLevel: 'error',
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return { minified: code.length, gzipped: gzipSync(code, { level: 9 }).length }
}

const inKilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`.padStart(8)

for (const [name, contents] of Object.entries(entries)) {
  const { minified, gzipped } = await measure(contents)
  process.stdout.write(`${name.padEnd(48)} ${inKilobytes(minified)} minified ${inKilobytes(gzipped)} gzipped\n`)
  if (name === 'latchkey/client' && process.argv.includes('--limit') && gzipped > limitBytes) process.exitCode = 1
}
