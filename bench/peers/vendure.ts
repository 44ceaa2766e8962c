import { password } from '../seeding/population.ts'
import type { Story } from './story.ts'

const signUp =
  'mutation SignUp($input: RegisterCustomerInput!) { registerCustomerAccount(input: $input) { __typename ... on ErrorResult { message } } }'
const signIn =
  'mutation SignIn($username: String!, $password: String!) { login(username: $username, password: $password) { __typename ... on CurrentUser { id identifier } } }'

export const vendure: Story = {
  name: 'vendure',
  readyPath: '/health',
  signUp: (emailAddress) => ask(signUp, { input: { emailAddress, password } }),
  signIn: (username) => ask(signIn, { username, password }),
  session: (token) => ask('query Me { me { id identifier } }', {}, { authorization: `Bearer ${token}` }),
  credentialOf: (answer) => answer.headers.get('vendure-auth-token') ?? '',
  expect: {
    signUp: '"__typename":"Success"',
    signIn: '"__typename":"CurrentUser"',
    session: '"data":{"me":{"id"',
  },
}

function ask(query: string, variables: object, headers: Record<string, string> = {}) {
  return {
    path: '/shop-api',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  }
}
