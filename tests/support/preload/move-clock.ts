import { readFileSync } from 'node:fs'

// Loaded before the program: its clock is ahead by the milliseconds in the file CLOCK_OFFSET, read again at SIGUSR2.
// Timers go on as they do when an administrator sets the clock: they follow the monotonic one.

const file = process.env.CLOCK_OFFSET ?? ''
const RealDate = Date
let offsetMs = Number(readFileSync(file, 'utf8'))

process.on('SIGUSR2', () => {
  offsetMs = Number(readFileSync(file, 'utf8'))
  process.stderr.write(`clock moved by ${offsetMs}\n`)
})

class MovedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [MovedDate.now()] : given) as [number]))
  }

  static override now(): number {
    return RealDate.now() + offsetMs
  }
}

globalThis.Date = MovedDate as unknown as DateConstructor
