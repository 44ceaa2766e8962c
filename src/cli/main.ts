#!/usr/bin/env node
import '../platform/require-node.js'
import { readEnvironment } from '../config/environment.js'
import { runProgram } from './program.js'

const exitCode = await runProgram(process.argv.slice(2), {
  environment: readEnvironment,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
// Parts of a server that failed to start would keep the process alive. A server that runs must go on.
if (exitCode !== 0) process.exit(exitCode)
