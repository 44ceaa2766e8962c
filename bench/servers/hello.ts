import { createServer } from 'node:http'

const answer = JSON.stringify({ data: { me: { id: '7462c4e3968b375f4f0dab0e785dbd89', email: 'ada@example.com' } } })

/** The floor under everything: reads a JSON body, answers JSON. */
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (parts.length > 0) JSON.parse(Buffer.concat(parts).toString())
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    response.end(answer)
  })
})

server.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
