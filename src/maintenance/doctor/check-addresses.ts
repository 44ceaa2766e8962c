import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import { isCarriedInClear, isLocalName } from '../../config/public-url.js'
import type { Settings } from '../../config/settings.js'
import { type Finding, fault, ok, warning } from './finding.js'

/** Whether clients find PUBLIC_URL, and whether passwords are safe on their way. */
export async function checkPublicUrl(settings: Settings): Promise<Finding> {
  const { hostname } = new URL(settings.PUBLIC_URL)
  const isKnown = isLocalName(hostname) || (await lookup(hostname.replace(/^\[|\]$/g, '')).then(isDone, isLost))
  if (!isKnown)
    return fault('public URL', `No name server knows ${hostname}.`, 'Add the name to the DNS, or correct PUBLIC_URL.')
  if (isCarriedInClear(settings)) {
    const found = 'PUBLIC_URL is not https: passwords and tokens can be read on their way.'
    return warning('public URL', found, 'Put a proxy with TLS in front of the server, and set PUBLIC_URL to https://.')
  }
  return ok('public URL', `${hostname} is known.`)
}

/** Whether the server can listen, or already does. */
export async function checkPort({ HOST, PORT }: Settings): Promise<Finding> {
  const code = await findListenError(HOST, PORT)
  if (code === null) return ok('port', `Port ${PORT} is free.`)
  if (code !== 'EADDRINUSE')
    return fault('port', `The server cannot listen on ${HOST}, port ${PORT}: ${code}`, 'Correct HOST and PORT.')
  const isOurs = await fetch(`http://localhost:${PORT}/livez`, { signal: AbortSignal.timeout(3000) }).then(
    async (response) => response.ok && (await response.text()) === '{"status":"ok"}',
    isLost,
  )
  if (isOurs) return ok('port', `A Latchkey server listens on port ${PORT}.`)
  return fault('port', `Another program listens on port ${PORT}.`, 'Stop that program, or set PORT to another one.')
}

/** The code of the error. Null if a server could listen there. */
function findListenError(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port }, () => server.close(() => resolve(null)))
  })
}

function isDone(): boolean {
  return true
}

function isLost(): boolean {
  return false
}
