// `npm run example`: Latchkey and this app on one origin, as a reverse proxy would have it in production.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer as createSocket } from 'node:net'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { createServer, type ViteDevServer } from 'vite'

const settings = { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...process.env }
const port = Number(settings.PORT ?? 4000)
const origin = `http://localhost:${port}`

await refuseTakenPort()
const serverPort = await findFreePort()
process.env.LATCHKEY_URL = `http://127.0.0.1:${serverPort}`
const server = startServer()
const app = await createServer({ root: import.meta.dirname, clearScreen: false, server: { port } })
await app.listen()
say(`\n  The app:   ${origin}\n  Sandbox:   ${origin}/graphql\n  Its mails: ${outbox()}\n  Ctrl-C stops both.\n\n`)

server.once('exit', (code) => void stop(app, code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill('SIGTERM'))

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
      // The Vite server tells who asks.
      TRUST_PROXY: settings.TRUST_PROXY ?? '127.0.0.1',
    },
  })
}

async function stop(running: ViteDevServer, code: number): Promise<void> {
  await running.close()
  process.exit(code)
}

async function refuseTakenPort(): Promise<void> {
  if (await isFree(port)) return
  say(`Port ${port} is taken. Stop what listens there, or choose another: PORT=4100 npm run example\n`)
  process.exit(1)
}

function isFree(wanted: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createSocket().once('error', () => answer(false))
    socket.listen(wanted, 'localhost', () => socket.close(() => answer(true)))
  })
}

function findFreePort(): Promise<number> {
  return new Promise((answer) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => answer(typeof address === 'object' && address !== null ? address.port : 4001))
    })
  })
}

function outbox(): string {
  if (settings.SMTP_URL !== undefined) return 'go to SMTP_URL'
  const file = settings.DATABASE_URL?.startsWith('file:') ? settings.DATABASE_URL.slice('file:'.length) : 'data/x'
  return resolve(file, '../outbox')
}

function say(words: string): void {
  process.stdout.write(words)
}
