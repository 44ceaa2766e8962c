import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import { ConfigurationError } from '../../src/config/mistakes.js'
import { requireRootKeys } from '../../src/config/secret-key.js'
import type { Settings } from '../../src/config/settings.js'
import { createFolder } from '../support/engines.js'
import { silentLog } from '../support/stores.js'

const requireKeys = (settings: Settings) => requireRootKeys(settings, silentLog)

const given = '8f3c1a7e55d2904b6ce1f8a90b3d7725c4e6190fa2b8d35716e04c9bd97f2a61'
const settingsIn = (folder: string) => readSettings({ DATABASE_URL: `file:${join(folder, 'latchkey.db')}` })

/** A folder with a key file of this content and mode. */
function folderWithKey(content: string, mode = '600'): string {
  const folder = createFolder()
  const file = join(folder, 'secret.key')
  writeFileSync(file, content)
  chmodSync(file, Number.parseInt(mode, 8))
  return folder
}

describe('without SECRET_KEY on SQLite', () => {
  test('the first start creates a key file that only its owner reads', () => {
    const folder = join(createFolder(), 'new', 'data')
    const [key] = requireKeys(settingsIn(folder))
    expect(key).toHaveLength(32)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(`${key.toString('base64')}\n`)
    expect(readdirSync(folder)).toEqual(['secret.key'])
  })

  test('every later start reads the same key, also beside the database', () => {
    const folder = createFolder()
    const [key] = requireKeys(settingsIn(folder))
    writeFileSync(join(folder, 'latchkey.db'), 'database')
    expect(requireKeys(settingsIn(folder))).toEqual([key])
  })

  test('two first starts have two keys', () => {
    expect(requireKeys(settingsIn(createFolder()))).not.toEqual(requireKeys(settingsIn(createFolder())))
  })

  test.each([
    ['empty', ''],
    ['cut', given.slice(2)],
    ['no key', 'hunter2 hunter2 hunter2 hunter2 hunter2'],
    ['all zeros', '0'.repeat(64)],
  ])('a key file that is %s stops the start, is not repeated and is left as it is', (_, content) => {
    const folder = folderWithKey(content)
    const start = () => requireKeys(settingsIn(folder))
    expect(start).toThrow(ConfigurationError)
    expect(start).toThrow(join(folder, 'secret.key'))
    if (content !== '') expect(start).not.toThrow(content)
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(content)
  })

  test.each(['644', '664', '606', '666'])('a key file with the mode %s stops the start', (mode) => {
    const folder = folderWithKey(given, mode)
    expect(() => requireKeys(settingsIn(folder))).toThrow(/chmod 600/)
  })

  test.each(['600', '400'])('a key file with the mode %s is read', (mode) => {
    const folder = folderWithKey(given, mode)
    expect(requireKeys(settingsIn(folder))).toEqual([Buffer.from(given, 'hex')])
  })

  test('a key file that is missing beside a database stops the start, and none is created', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'latchkey.db'), 'database')
    expect(() => requireKeys(settingsIn(folder))).toThrow(/restore the key from a backup/)
    expect(readdirSync(folder)).toEqual(['latchkey.db'])
  })
})

test('with SECRET_KEY no file is read or created', () => {
  const folder = folderWithKey('damaged', '644')
  mkdirSync(join(folder, 'data'))
  const settings = readSettings({ DATABASE_URL: `file:${join(folder, 'data', 'latchkey.db')}`, SECRET_KEY: given })
  expect(requireKeys(settings)).toEqual([Buffer.from(given, 'hex')])
  expect(readdirSync(join(folder, 'data'))).toEqual([])
})
