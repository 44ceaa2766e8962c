import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { builtProgram } from '../support/start-process.js'

test.each(['main.js', 'cli/main.js', 'entry-app.js', 'entry-auth-service.js', 'entry-config.js'])(
  'on a Node that is too old, %s says which one it needs',
  async (file) => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } })`
    const entry = pathToFileURL(join(dirname(builtProgram), file)).href
    const words = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, '--input-type=module']
    const child = spawn(process.execPath, [...words, '--eval', `await import(${JSON.stringify(entry)})`])
    const output = text(child.stderr)
    expect(await once(child, 'close')).toEqual([1, null])
    expect(await output).toBe('Latchkey needs Node 22.18 or later; this is 20.11.1.\n')
  },
)
