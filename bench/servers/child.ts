import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findFreePort } from '../../tests/support/free-port.ts'

/** A server in a process of its own. Disposing of it ends the process and waits for that. */
export interface Server extends AsyncDisposable {
  url: string
  pid: number
  /** From spawn to the first good answer. */
  readyMs: number
  /** Resident set, as the kernel counts it. */
  residentMiB(): number
}

export interface Command {
  script: string
  args?: string[]
  environment?: Record<string, string>
  /** The working directory; what the server logs is in `output.log` there. */
  folder: string
  /** Answers 2xx when the server can be asked. */
  readyPath: string
}

const patienceMs = 120_000

/** Starts `node script` with its port in PORT, NODE_ENV=production and nothing else of the caller's environment. */
export async function startServer(command: Command): Promise<Server> {
  const port = await findFreePort()
  const startedAt = performance.now()
  const output = openSync(join(command.folder, 'output.log'), 'a')
  const child = spawn(process.execPath, [command.script, ...(command.args ?? [])], {
    cwd: command.folder,
    stdio: ['ignore', output, 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...command.environment },
  })
  closeSync(output)
  // A run that is broken off leaves no server behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  let complaints = ''
  child.stderr?.on('data', (part: Buffer) => {
    complaints = (complaints + part.toString()).slice(-4000)
  })
  const url = `http://127.0.0.1:${port}`
  const isReady = await waitUntilReady(child, url + command.readyPath)
  const readyMs = performance.now() - startedAt
  if (!isReady) throw new Error(`${command.script} did not start: ${complaints}`)
  const pid = child.pid as number
  return { url, pid, readyMs, residentMiB: () => residentMiB(pid), [Symbol.asyncDispose]: () => end(child) }
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (child.exitCode === null && performance.now() < deadline) {
    const isAnswered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (isAnswered) return true
    await pause(5)
  }
  await end(child)
  return false
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(insist)
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
}
