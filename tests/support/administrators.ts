import { expect } from 'vitest'
import type { Permission } from '../../src/roles/permissions.js'
import { type SignedIn, signIn, signUp } from './people.js'
import { createRole, grant } from './roles.js'
import type { AskOptions, RunningApp } from './start-app.js'

/** Asks the administrators' schema. */
export async function askAdmin(running: RunningApp, query: string, options: AskOptions & { variables?: object } = {}) {
  const { variables, ...rest } = options
  // Typed documents of this schema do not exist: its tests compare whole answers.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  type Data = Record<string, any>
  const answer = await running.askText(query, variables, { path: '/admin/graphql', ...rest })
  return { ...answer, data: (answer.data ?? {}) as Data }
}

export const root = { email: 'root@example.com', password: 'the keys of the house' }

/** A signed-in user with the role `administrator`. */
export async function signUpAdministrator(running: RunningApp, person = root): Promise<SignedIn> {
  const { user } = await signUp(running, { ...person, sendEmail: false })
  await grant(running, user.id, 'administrator')
  return signIn(running, person)
}

/** A signed-in user with exactly these permissions. */
export async function signUpWith(running: RunningApp, ...permissions: readonly Permission[]): Promise<SignedIn> {
  const name = `only-${permissions.join('-').toLowerCase().replaceAll('_', '.')}`.slice(0, 60)
  await createRole(running, name, { permissions })
  const person = { email: `${name}@example.com`, password: 'the keys of one room' }
  const { user } = await signUp(running, { ...person, sendEmail: false })
  await grant(running, user.id, name)
  return signIn(running, person)
}

/** The outcome of a mutation with one input. */
export async function act(
  running: RunningApp,
  token: string,
  { mutation, input, selection }: { mutation: string; input: object; selection: string },
) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const types: Record<string, string> = {
    EnableUserInput: 'UserInput',
    DeleteUserInput: 'UserInput',
    CreateRoleInput: 'RoleInput',
    SendPasswordResetInput: 'UserInput',
  }
  const query = `mutation Act($input: ${types[type] ?? type}!) { ${mutation}(input: $input) { __typename ... on Problem { code message } ${selection} } }`
  const { data, errors } = await askAdmin(running, query, { token, variables: { input } })
  expect(errors).toBeUndefined()
  return data[mutation]
}
