import { once } from 'node:events'
import { connect } from 'node:net'

/** What a server answers to bytes that no HTTP client would send, until it closes the connection. */
export async function sendRaw(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (part: Buffer) => (answer += part.toString('latin1')))
  // The server may hang up while the rest is still being sent.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  for (const part of parts) socket.write(part)
  await once(socket, 'close')
  return answer
}

/** How many answers there are, and what the first says. */
export function readRaw(answer: string): { answers: number; status: number; body: string } {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { answers: answer.split(/^HTTP\/1\.1 /m).length - 1, status: Number(head.split(' ')[1]), body }
}
