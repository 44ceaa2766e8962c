import { runProgram } from '../../src/cli/program.js'
import type { Environment } from '../../src/config/setting.js'

/** Runs `latchkey` with these words in this process, and gives back what it wrote. */
export async function runCommand(words: string, environment: Environment = {}) {
  const out: string[] = []
  const err: string[] = []
  const exitCode = await runProgram(words.split(' '), {
    environment: () => ({ NODE_ENV: 'test', ...environment }),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  })
  return { exitCode, out: out.join(''), err: err.join('') }
}
