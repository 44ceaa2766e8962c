import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

// Node reads a package's package.json again for each of its modules, and that of drizzle-orm has 180 kB and a hundred
// modules in use: unbundled it takes a third of the start and half of the memory. All other packages stay as they are.
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

await build({
  // All but main.js, whose first import has to be the first that runs.
  entryPoints: ['dist/app.js', 'dist/auth-service.js', 'dist/config/*.js', 'dist/cli/*.js'],
  external: Object.keys(dependencies).filter((name) => name !== 'drizzle-orm'),
  outdir: 'dist',
  outbase: 'dist',
  allowOverwrite: true,
  bundle: true,
  // Names of classes are names of the schema.
  keepNames: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  logLevel: 'warning',
})
