// `npm run example`: Latchkey and this app on one origin, as a reverse proxy would have it in production.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer as createSocket } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { createServer } from 'vite'

const settings = { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...process.env }
const port = Number(settings.PORT) || 4000
const origin = `http://localhost:${port}`

await refuseTakenPort()
const serverPort = await findFreePort()
process.env.EXAMPLE_SERVER_URL = `http://127.0.0.1:${serverPort}`
const server = startServer()
const ended = new Promise<number>((end) => server.once('exit', (code) => end(code ?? 1)))
if (!(await isServerUp())) process.exit(await ended)
const app = await createServer({ root: import.meta.dirname, clearScreen: false, server: { port, host: '127.0.0.1' } })
await app.listen()
say(`\n  The app    ${origin}\n  Sandbox    ${origin}/graphql\n  Its mails  ${outbox()}\n\n  Ctrl-C stops both.\n\n`)

// Vite’s own would leave before the server has ended.
process.removeAllListeners('SIGTERM')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill('SIGTERM'))
const code = await ended
await app.close()
process.exit(code)

/** In a process group of its own: Ctrl-C reaches every process of the terminal’s, and a second signal would cut it. */
function startServer(): ChildProcess {
  return spawn(process.execPath, [resolve(import.meta.dirname, '../../dist/main.js')], {
    stdio: 'inherit',
    detached: true,
    env: {
      ...process.env,
      PORT: String(serverPort),
      HOST: '127.0.0.1',
      // Links in mails open pages of the app.
      PUBLIC_URL: settings.PUBLIC_URL ?? origin,
      // Vite says for whom it asks.
      TRUST_PROXY: settings.TRUST_PROXY ?? '127.0.0.1',
    },
  })
}

/** Waits for its first answer. False when it has ended instead, and said why. */
async function isServerUp(): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${serverPort}/livez`).catch(() => null)
    if (answer?.ok === true) return true
    await pause(50)
  }
  return false
}

/** On either address that a browser may take `localhost` for. */
async function refuseTakenPort(): Promise<void> {
  if ((await isFree('127.0.0.1')) && (await isFree('::1'))) return
  say(`Port ${port} is taken. Stop what listens there, or choose another: PORT=4100 npm run example\n`)
  process.exit(1)
}

function isFree(address: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createSocket().once('error', (error: NodeJS.ErrnoException) => answer(error.code !== 'EADDRINUSE'))
    socket.listen(port, address, () => socket.close(() => answer(true)))
  })
}

function findFreePort(): Promise<number> {
  return new Promise((answer) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port: free } = socket.address() as { port: number }
      socket.close(() => answer(free))
    })
  })
}

/** See src/mail/open-transport.ts. */
function outbox(): string {
  if (settings.SMTP_URL) return 'go to SMTP_URL'
  const { DATABASE_URL = '' } = settings
  const file = DATABASE_URL.startsWith('file:') ? DATABASE_URL.slice('file:'.length) : 'data/latchkey.db'
  return resolve(file, '../outbox')
}

function say(words: string): void {
  process.stdout.write(words)
}
