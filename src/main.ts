import './platform/require-node.js'
import { readEnvironment } from './config/environment.js'
import { describeFailure } from './config/failure.js'
import { start } from './start.js'

await start(readEnvironment()).catch((error: unknown) => {
  const { sentence, exitCode } = describeFailure(error)
  process.stderr.write(`${sentence}\n`)
  process.exit(exitCode)
})
