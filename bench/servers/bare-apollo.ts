import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { fastify } from 'fastify'

/** Apollo and Fastify as Latchkey has them, without anything of Latchkey: `me` is the same for everybody. */
const apollo = new ApolloServer({
  typeDefs: 'type User { id: ID! email: String } type Query { me: User }',
  resolvers: { Query: { me: () => ({ id: '7462c4e3968b375f4f0dab0e785dbd89', email: 'ada@example.com' }) } },
  introspection: false,
  csrfPrevention: true,
  persistedQueries: false,
  stopOnTerminationSignals: false,
  plugins: [ApolloServerPluginLandingPageDisabled()],
})
await apollo.start()
const server = fastify()
server.get('/readyz', async () => ({ status: 'ok' }))
server.post('/graphql', fastifyApolloHandler(apollo))
await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.once('SIGTERM', () => process.exit(0))
