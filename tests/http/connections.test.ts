import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../support/start-app.js'

/** The first line of the answer; empty when the server hangs up without one. */
async function askLivez(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (part) => (text += part.toString())).on('error', () => undefined)
  socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await Promise.race([once(socket, 'data'), once(socket, 'close')])
  return text.split('\r\n')[0] ?? ''
}

test('beyond MAX_CONNECTIONS a connection is closed at once, and those that are open are served', async () => {
  const { app } = await startApp('sqlite', { MAX_CONNECTIONS: '2' })
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.http.server.address() as AddressInfo
  const open = () => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    return socket
  }
  const [first, second] = [open(), open()]
  expect(await askLivez(first)).toBe('HTTP/1.1 200 OK')
  expect(await askLivez(second)).toBe('HTTP/1.1 200 OK')
  expect(await askLivez(open())).toBe('')
  second.destroy()
  await expect.poll(() => askLivez(open())).toBe('HTTP/1.1 200 OK')
  expect(await askLivez(first)).toBe('HTTP/1.1 200 OK')
})
