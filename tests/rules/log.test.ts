import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createLog, type Log } from '../../src/platform/log.js'
import { createLogRateLimit } from '../../src/platform/log-rate-limit.js'

/** A log and what it has written so far. */
function openLog(format: 'json' | 'pretty'): { log: Log; text: () => string; lines: () => string[] } {
  let text = ''
  const destination = new Writable({
    write(part: Buffer, _encoding, done) {
      text += part.toString()
      done()
    },
  })
  const log = createLog({ level: 'debug', format }, destination)
  return { log, text: () => text, lines: () => text.split('\n').slice(0, -1) }
}

const hostile = {
  'a line break': 'x\r\n{"level":50,"msg":"forged"}',
  'a terminal command': '\u001b[2J\u001b[31mred',
  'a C1 command': '\u009b31mred',
  'a Unicode line separator': 'x\u2028{"msg":"forged"}',
  quotes: '"}{"msg":"forged"}',
}

describe('a line', () => {
  test.each(Object.entries(hostile))(
    'a line of the log stays one valid line around %s, in JSON and for people',
    (_, value) => {
      const json = openLog('json')
      json.log.info({ path: value }, 'answered')
      json.log.error({ err: new Error(value) }, 'answered INTERNAL')
      expect(json.lines()).toHaveLength(2)
      for (const line of json.lines()) expect(JSON.parse(line).msg).toMatch(/^answered/)
      const pretty = openLog('pretty')
      pretty.log.info({ path: value }, 'answered')
      expect(pretty.lines()).toHaveLength(1)
      for (const { text } of [json, pretty]) {
        for (const command of ['\u001b[2J', '\u001b[31mred', '\u009b', '\u2028']) expect(text()).not.toContain(command)
      }
    },
  )

  test('a line of the log about an error with a line break stays one line for people too', () => {
    const { log, text } = openLog('pretty')
    log.error({ err: new Error('x\nFATAL: forged') }, 'answered INTERNAL')
    expect(text()).not.toMatch(/^\s*FATAL: forged/m)
  })

  test('a line of the log is short for every value', () => {
    const { log, lines } = openLog('json')
    const long = 'x'.repeat(100_000)
    log.info({ path: long, address: long }, 'answered')
    log.error({ err: Object.assign(new Error(long), { stack: `Error\n    at ${long}` }) }, 'answered INTERNAL')
    for (const line of lines()) expect(line.length).toBeLessThan(6000)
  })
})

describe('a flood', () => {
  test('a flood of 20,000 equal errors leaves 50 lines, and other lines pass', () => {
    const { log, lines } = openLog('json')
    for (let count = 0; count < 20_000; count++) log.error({ err: new Error('boom') }, 'answered INTERNAL')
    log.error('something else')
    log.info('answered')
    expect(lines()).toHaveLength(52)
  })

  test('a flood of ordinary lines is not limited, because LOG_LEVEL decides about them', () => {
    const { log, lines } = openLog('json')
    for (let count = 0; count < 200; count++) log.info('answered')
    expect(lines()).toHaveLength(200)
  })

  test('a flood is reported with the number of omitted lines, and then lines pass again', async () => {
    const reports: [string, number][] = []
    const reported = new Promise<void>((resolve) => {
      const gate = createLogRateLimit({ max: 2, windowMs: 30 }, (kind, leftOut) => {
        reports.push([kind, leftOut])
        resolve()
        expect(gate('a')).toBe(true)
      })
      const passed = ['a', 'a', 'a', 'b', 'a', 'a'].map((kind) => gate(kind))
      expect(passed).toEqual([true, true, false, true, false, false])
    })
    const keepAlive = setInterval(() => undefined, 1000)
    await reported
    clearInterval(keepAlive)
    expect(reports).toEqual([['a', 3]])
  })
})
