import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Environment } from './setting.js'

/** The process environment, and below it the `.env` file of the working directory. Nothing else reads them. */
export function readEnvironment(): Environment {
  const fromFile = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
  // The libraries of OpenTelemetry read their variables by themselves.
  for (const [name, text] of Object.entries(fromFile)) if (name.startsWith('OTEL_')) process.env[name] ??= text
  return { ...fromFile, ...process.env }
}
