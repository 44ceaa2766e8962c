import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { parse as load } from 'yaml'
import { createFolder } from '../support/engines.js'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/clients.md'), 'utf8')
const blocks = [...page.matchAll(/(?:^`((?:src|app)\/[\w./]+)`[^\n]*\n\n)?^ *```(\w+)\n(.*?)^ *```$/gms)].map(
  ([, name, language = '', code = '']) => ({ name, language, code }),
)

/** Each program of the page: a file that the page names, or a snippet beside the files of `src`. */
const files = blocks
  .filter(({ language }) => language === 'ts' || language === 'tsx')
  .map(({ name, language, code }, place) => ({ name: name ?? `src/snippet-${place}.${language}`, code }))

/** The parts that the page uses of libraries that are not installed here. */
const otherLibraries = `
declare const process: { env: Record<string, string | undefined> }
declare module 'expo-crypto' {
  export function getRandomBytes(byteCount: number): Uint8Array
  export function digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  export const CryptoDigestAlgorithm: { SHA256: 'SHA-256' }
}
declare module 'react-native' { export const Linking: { openURL(url: string): Promise<void> } }
declare module 'expo-secure-store' {
  export function getItemAsync(key: string): Promise<string | null>
  export function setItemAsync(key: string, value: string): Promise<void>
  export function deleteItemAsync(key: string): Promise<void>
}
declare module 'graphql-ws' {
  export function createClient(options: { url: string; connectionParams(): Promise<Record<string, unknown>> }): object
}
declare module '@urql/core' {
  export const cacheExchange: object, fetchExchange: object
  export class Client {
    constructor(options: { url: string; exchanges: object[]; fetch: typeof fetch; preferGetMethod: boolean })
  }
}
`

const client = join(root, 'src/client')
const options = {
  ...{ target: 'es2023', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx' },
  ...{ lib: ['es2023', 'dom', 'dom.iterable'], types: [], strict: true, skipLibCheck: true, noEmit: true },
  allowImportingTsExtensions: true,
  paths: {
    'latchkey/client': [join(client, 'apollo-react.ts')],
    'latchkey/client/apollo': [join(client, 'apollo.ts')],
    'latchkey/client/core': [join(client, 'core.ts')],
    'latchkey/client/hooks': [join(client, 'generated/hooks.ts')],
    'latchkey/client/operations': [join(client, 'generated/operations.ts')],
  },
}

test('every program that docs/clients.md shows compiles without type errors', { timeout: 60_000 }, async () => {
  const folder = createFolder()
  for (const { name, code } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src', 'app'] }))
  writeFileSync(join(folder, 'src/libraries.d.ts'), otherLibraries)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const tsc = join(root, 'node_modules/.bin/tsc')
  const checked = promisify(execFile)(tsc, ['-p', folder]).catch((error: { stdout: string }) => error)
  expect((await checked).stdout).toBe('')
  expect(files.length).toBeGreaterThanOrEqual(12)
})

test('every operation that docs/clients.md shows fits the schema', () => {
  const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'))
  const documents = blocks.filter(({ language }) => language === 'graphql').map(({ code }) => parse(code))
  expect(documents.length).toBeGreaterThan(0)
  expect(documents.flatMap((document) => validate(schema, document))).toEqual([])
})

test('the settings for GraphQL Code Generator in docs/clients.md name plugins that exist', () => {
  const [settings = ''] = blocks.filter(({ language }) => language === 'yaml').map(({ code }) => code)
  const { generates } = load(settings) as { generates: Record<string, { plugins: string[] }> }
  const plugins = Object.values(generates).flatMap((file) => file.plugins)
  const { exports, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const known = [
    ...Object.keys(exports).map((path) => path.replace(/^\./, 'latchkey')),
    ...Object.keys(devDependencies).map((name) => name.replace('@graphql-codegen/', '')),
  ]
  expect(plugins.filter((name) => !known.includes(name))).toEqual([])
})
