import { resolve } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const client = resolve(import.meta.dirname, '../../src/client')

/** Bundles an entry in a project that has these packages and no others. */
async function bundle(entry: string, present: readonly string[]): Promise<string[]> {
  const missing = ['react', 'react-dom', '@apollo/client', 'graphql'].filter((name) => !present.includes(name))
  const result = await build({
    stdin: { contents: `export * from './${entry}.js'`, resolveDir: client },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    external: [...present, ...present.map((name) => `${name}/*`)],
    plugins: [
      {
        name: 'missing packages',
        setup({ onResolve }) {
          for (const name of missing) {
            onResolve({ filter: new RegExp(`^${name}(/|$)`) }, () => ({
              errors: [{ text: `Could not resolve ${name}` }],
            }))
          }
          onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) => ({
            path: resolve(resolveDir, path.replace(/\.js$/, '.ts')),
          }))
        },
      },
    ],
  }).catch(({ errors }: { errors: { text: string }[] }) => ({ errors }))
  return result.errors.map(({ text }) => text)
}

describe('an entry of the client', () => {
  test.each([
    ['core', []],
    ['apollo', ['@apollo/client', 'graphql']],
    ['apollo-react', ['@apollo/client', 'graphql', 'react']],
  ] as const)('%s is bundled in a project with %j and nothing else', async (entry, present) => {
    expect(await bundle(entry, present)).toEqual([])
  })

  test('the React entry says that React is missing, so that this test can fail', async () => {
    expect(await bundle('apollo-react', ['@apollo/client', 'graphql'])).toContain('Could not resolve react')
  })
})
