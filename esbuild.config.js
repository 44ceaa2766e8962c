import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'

// Node reads a package's package.json again for each of its modules, and that of drizzle-orm has 180 kB and a hundred
// modules in use: unbundled it takes a third of the start and half of the memory. OpenTelemetry's API is bundled for the
// same reason: 2 ms and 0.5 MB of the start, and 15 ms and 5 MB unbundled. All other packages stay as they are.
const bundled = ['drizzle-orm', '@opentelemetry/api']
const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

/**
 * Names of classes are names of the schema. TypeScript writes a class with decorators as `let X = class X`, and esbuild
 * renames the second X. Without it the class has the name of the variable. The option `keepNames` would do too, but it
 * sets the name of each closure at each request, which made `me` slower by a fifth.
 */
const nameClassesByVariable = {
  name: 'name-classes-by-variable',
  setup({ onLoad }) {
    onLoad({ filter: /dist\/graphql\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: text.replace(/^let (\w+) = class \1 /gm, 'let $1 = class '), loader: 'js' }
    })
  },
}

await build({
  // Not main.js and cli/main.js, whose first import has to be the first that runs.
  entryPoints: ['dist/app.js', 'dist/auth-service.js', 'dist/config/*.js', 'dist/cli/print.js', 'dist/cli/program.js'],
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !bundled.includes(name)),
  outdir: 'dist',
  outbase: 'dist',
  allowOverwrite: true,
  bundle: true,
  plugins: [nameClassesByVariable],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  logLevel: 'warning',
})

await build({
  entryPoints: ['dist/client/transport/parse-document.js'],
  outdir: 'dist/client/transport',
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
})
