import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createFolder } from '../support/engines.js'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/clients.md'), 'utf8')
const blocks = [...page.matchAll(/(?:^`(src\/[\w./]+)`[^\n]*\n\n)?^```(tsx?)\n(.*?)^```$/gms)]

/** Files that the page names, and other snippets that need nothing but the package. */
const files = blocks.flatMap(([, name, language, code = ''], place) => {
  const standsAlone =
    /from 'latchkey\/client\/core'/.test(code) && /createAuthClient\(/.test(code) && !/urql|expo/.test(code)
  if (name === undefined && !standsAlone) return []
  return [{ name: name ?? `src/snippet-${place}.${language}`, code }]
})

const client = join(root, 'src/client')
const options = {
  ...{ target: 'es2023', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx' },
  ...{ lib: ['es2023', 'dom', 'dom.iterable'], types: [], strict: true, skipLibCheck: true, noEmit: true },
  allowImportingTsExtensions: true,
  paths: {
    'latchkey/client': [join(client, 'apollo-react.ts')],
    'latchkey/client/core': [join(client, 'core.ts')],
    'latchkey/client/hooks': [join(client, 'generated/hooks.ts')],
    'latchkey/client/operations': [join(client, 'generated/operations.ts')],
  },
}

test('the app and the programs that docs/clients.md shows have no type errors', { timeout: 60_000 }, async () => {
  const folder = createFolder()
  for (const { name, code } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const tsc = join(root, 'node_modules/.bin/tsc')
  const checked = promisify(execFile)(tsc, ['-p', folder]).catch((error: { stdout: string }) => error)
  expect((await checked).stdout).toBe('')
  expect(files.length).toBeGreaterThanOrEqual(5)
})
