import { ApolloProvider } from '@apollo/client/react'
import { AuthProvider } from 'latchkey/client'
import { apollo, auth } from './auth/clients.ts'
import { Shell } from './layout/shell'
import { Pages } from './pages'
import { Reauthentication } from './reauthentication/reauthentication'

export function App() {
  return (
    <AuthProvider auth={auth}>
      <ApolloProvider client={apollo}>
        <Shell>
          <Reauthentication>
            <Pages />
          </Reauthentication>
        </Shell>
      </ApolloProvider>
    </AuthProvider>
  )
}
