import { describe, expect, test } from 'vitest'
import { DeleteAccountDocument } from '../../src/client/generated/operations.js'
import { act, askAdmin, root, signUpAdministrator, signUpWith } from '../support/administrators.js'
import { importUser, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailsTo } from '../support/mails.js'
import { login, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { grant } from '../support/roles.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const accounts =
  '{ edges { cursor node { email username } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount totalCountIsExact }'

/** The addresses of a page, and the whole connection. */
async function list(running: RunningApp, token: string, given: string) {
  const { data, errors } = await askAdmin(running, `{ users(${given}) ${accounts} }`, { token })
  expect(errors).toBeUndefined()
  const { edges, ...rest } = data.users
  return {
    emails: edges.map(({ node }: { node: { email: string } }) => node.email?.split('@')[0] ?? null),
    edges,
    ...rest,
  }
}

/** Every page, one after the other. */
async function readAll(running: RunningApp, token: string, given: string) {
  const emails: string[] = []
  let last = await list(running, token, given)
  emails.push(...last.emails)
  while (last.pageInfo.hasNextPage) {
    last = await list(running, token, `${given}, after: "${last.pageInfo.endCursor}"`)
    emails.push(...last.emails)
  }
  return { emails, last }
}

async function startWithPeople(engine: Parameters<typeof startApp>[0], count = 7) {
  const running = await startApp(engine)
  const { access, user } = await signUpAdministrator(running)
  for (let place = 0; place < count; place++) {
    running.clock.move(60)
    await importUser(running, {
      email: `user-${place}@example.com`,
      username: `name_${place}`,
      usernameKey: `name_${place}`,
    })
  }
  return { running, access, user }
}

describe.each(engines)('administration on %s', (engine) => {
  test('the viewer is null without a token, an error for a user without permissions, and tells what roles permit', async () => {
    const running = await startApp(engine)
    const query = '{ viewer { email permissions } }'
    expect((await askAdmin(running, query)).data).toEqual({ viewer: null })
    const { access } = await signUp(running)
    expect((await askAdmin(running, query, { token: access })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
    const limited = await signUpWith(running, 'USERS_READ', 'MAIL_READ')
    const { data } = await askAdmin(running, query, { token: limited.access })
    expect(data.viewer).toMatchObject({ permissions: ['MAIL_READ', 'USERS_READ'] })
  })

  test('a demotion counts from the next request on, also for tokens that are still valid', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUpAdministrator(running)
    await signUpAdministrator(running, { email: 'second@example.com', password: root.password })
    expect((await askAdmin(running, '{ roles { name } }', { token: access })).errors).toBeUndefined()
    await grant(running, user.id)
    const { errors } = await askAdmin(running, '{ roles { name } }', { token: access })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('a field without its permission is refused with the name of the permission, and its neighbour is answered', async () => {
    const running = await startApp(engine)
    const { access } = await signUpWith(running, 'ROLES_READ')
    const query = '{ roles { name builtIn users } user(email: "x@example.com") { hasPassword } }'
    const { data, errors } = await askAdmin(running, query, { token: access })
    expect(errors).toMatchObject([{ path: ['user'], extensions: { code: 'FORBIDDEN', permission: 'USERS_READ' } }])
    expect(data.roles).toContainEqual({ name: 'administrator', builtIn: true, users: 0 })
  })

  test('the list of users is paged forwards and backwards in each order without a gap or a repeat', async () => {
    const { running, access } = await startWithPeople(engine)
    const orders = {
      CREATED_NEWEST: ['user-6', 'user-5', 'user-4', 'user-3', 'user-2', 'user-1', 'user-0', 'root'],
      CREATED_OLDEST: ['root', 'user-0', 'user-1', 'user-2', 'user-3', 'user-4', 'user-5', 'user-6'],
      EMAIL: ['root', 'user-0', 'user-1', 'user-2', 'user-3', 'user-4', 'user-5', 'user-6'],
    }
    for (const [orderBy, expected] of Object.entries(orders)) {
      const { emails: forwards, last: page } = await readAll(running, access, `first: 3, orderBy: ${orderBy}`)
      expect(forwards).toEqual(expected)
      const before = page.pageInfo.startCursor
      const back = await list(running, access, `last: 4, orderBy: ${orderBy}, before: "${before}"`)
      expect(back.emails).toEqual(expected.slice(2, 6))
      expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
      expect(page).toMatchObject({ totalCount: 8, totalCountIsExact: true })
    }
  })

  test('users without an address or a sign-in come last in the orders by those, and pages go on into them', async () => {
    const { running, access } = await startWithPeople(engine, 2)
    await importUser(running, { username: 'nameless', usernameKey: 'nameless' })
    const first = await list(running, access, 'first: 3, orderBy: EMAIL')
    expect(first.emails).toEqual(['root', 'user-0', 'user-1'])
    const rest = await list(running, access, `first: 3, orderBy: EMAIL, after: "${first.pageInfo.endCursor}"`)
    expect(rest.edges).toMatchObject([{ node: { email: null, username: 'nameless' } }])
    const bySignIn = await list(running, access, 'first: 1, orderBy: LAST_SIGN_IN')
    expect(bySignIn.emails).toEqual(['root'])
    const others = await list(
      running,
      access,
      `first: 9, orderBy: LAST_SIGN_IN, after: "${bySignIn.pageInfo.endCursor}"`,
    )
    expect(others.edges).toHaveLength(3)
  })

  test('a search finds the beginning of addresses, usernames and ids whatever the case, each user once', async () => {
    const { running, access, user } = await startWithPeople(engine, 3)
    await importUser(running, { email: 'name_1@example.com', username: 'name_9', usernameKey: 'name_9' })
    expect((await list(running, access, 'search: " USER-1"')).emails).toEqual(['user-1'])
    const both = await list(running, access, 'search: "name_", first: 2')
    expect(both.emails).toEqual(['name_1', 'user-0'])
    const rest = await list(running, access, `search: "name_", first: 5, after: "${both.pageInfo.endCursor}"`)
    expect(rest.emails).toEqual(['user-1', 'user-2'])
    expect((await list(running, access, `search: "${user.id.slice(0, 12)}"`)).emails).toEqual(['root'])
    expect((await list(running, access, 'search: "%"')).emails).toEqual([])
  })

  test('filters narrow the list by role, state, proof of the address, factor and time', async () => {
    const { running, access } = await startWithPeople(engine, 4)
    const only = async (filter: string) => (await list(running, access, `orderBy: EMAIL, filter: { ${filter} }`)).emails
    expect(await only('role: "administrator"')).toEqual(['root'])
    expect(await only('role: "unknown"')).toEqual([])
    expect(await only('emailVerified: true')).toEqual([])
    expect(await only('hasSecondFactor: true')).toEqual([])
    expect(await only('hasSecondFactor: false, role: "administrator"')).toEqual(['root'])
    expect(await only('provider: "google"')).toEqual([])
    const noon = running.clock.now().toISOString()
    expect(await only(`createdAfter: "${noon}"`)).toEqual(['user-3'])
    expect(await only(`createdBefore: "${noon}", inactiveSince: "${noon}"`)).toEqual([
      'root',
      'user-0',
      'user-1',
      'user-2',
    ])
  })

  test('a cursor that is forged, of another list or of another filter is a clear error', async () => {
    const { running, access } = await startWithPeople(engine, 3)
    const { pageInfo } = await list(running, access, 'first: 1')
    for (const given of [
      'after: "x"',
      `after: "${pageInfo.endCursor}", orderBy: EMAIL`,
      `after: "${pageInfo.endCursor}", search: "u"`,
    ]) {
      const { errors } = await askAdmin(running, `{ users(first: 1, ${given}) ${accounts} }`, { token: access })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }])
    }
    for (const given of ['first: 0', 'first: 101', 'first: 1, last: 1']) {
      const { errors } = await askAdmin(running, `{ users(${given}) ${accounts} }`, { token: access })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    }
  })

  test('a disabled user is signed out at once, told by mail, and cannot sign in until enabled', async () => {
    const running = await startApp(engine)
    const { access } = await signUpAdministrator(running)
    const { user, access: own } = await signUp(running, ada)
    await plantProof(running, ada.email)
    const input = { userId: user.id, reason: 'Spam' }
    const disabled = await act(running, access, {
      mutation: 'disableUser',
      input,
      selection: '... on UserChanged { account { disabledReason } }',
    })
    expect(disabled).toEqual({ __typename: 'UserChanged', account: { disabledReason: 'Spam' } })
    expect(await statusOf(running, own)).toBe('SESSION_ENDED')
    expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'UserDisabled',
    })
    expect((await mailsTo(running, ada.email)).map(({ subject }) => subject)).toContain('Your account was disabled')
    await act(running, access, { mutation: 'enableUser', input: { userId: user.id }, selection: '' })
    await signIn(running, ada)
  })

  test('a user who is disabled until a time is enabled then by the server itself', async () => {
    const running = await startApp(engine)
    const { access } = await signUpAdministrator(running)
    const { user } = await signUp(running, ada)
    const until = new Date(running.clock.now().getTime() + 3_600_000).toISOString()
    await act(running, access, {
      mutation: 'disableUser',
      input: { userId: user.id, reason: 'Break', until },
      selection: '',
    })
    expect(await running.app.auth.enableDueUsers(10)).toBe(0)
    running.clock.move(3600)
    expect(await running.app.auth.enableDueUsers(10)).toBe(1)
    await signIn(running, ada)
  })

  test('no administrator acts on a user who may do more, and none disables, deletes or demotes the last one', async () => {
    const running = await startApp(engine)
    const { access, user: administrator } = await signUpAdministrator(running)
    const limited = await signUpWith(running, 'USERS_WRITE', 'USERS_DELETE', 'ROLES_WRITE', 'SESSIONS_END')
    const { user } = await signUp(running, grace)
    const input = { userId: administrator.id, reason: 'Mutiny' }
    const named = { userId: administrator.id }
    for (const [mutation, given] of [
      ['disableUser', input],
      ['deleteUser', named],
      ['endSessions', named],
    ] as const) {
      expect(await act(running, limited.access, { mutation, input: given, selection: '' })).toMatchObject({
        code: 'BEYOND_OWN_PERMISSIONS',
      })
    }
    const grantAll = { userId: user.id, roles: ['administrator'] }
    expect(await act(running, limited.access, { mutation: 'setRoles', input: grantAll, selection: '' })).toMatchObject({
      code: 'BEYOND_OWN_PERMISSIONS',
    })
    for (const [mutation, given] of [
      ['disableUser', input],
      ['deleteUser', named],
      ['setRoles', { ...named, roles: [] }],
    ] as const) {
      expect(await act(running, access, { mutation, input: given, selection: '' })).toMatchObject({
        code: 'LAST_ADMINISTRATOR',
      })
    }
  })

  test('one stays of two administrators who delete their own accounts at once', async () => {
    const running = await startApp(engine)
    const two = [await signUpAdministrator(running), await signUpAdministrator(running, ada)]
    const answers = await Promise.all(
      two.map(({ access }) => running.ask(DeleteAccountDocument, { input: {} }, { token: access })),
    )
    const reasons = answers.map(({ data, errors }) => data?.deleteAccount.__typename ?? errors?.[0]?.extensions.reason)
    expect(reasons.toSorted()).toEqual(['AccountDeleted', 'LAST_ADMINISTRATOR'])
    const stays = answers.findIndex(({ data }) => data === null)
    expect(await statusOf(running, two[stays]?.access ?? '')).toBe('fine')
  })

  test('what changes a user needs a recent proof of the administrator', async () => {
    const running = await startApp(engine)
    const { access, refresh } = await signUpAdministrator(running)
    const { user } = await signUp(running, ada)
    running.clock.move(660)
    expect(refresh).not.toBe('')
    const input = { userId: user.id, reason: 'Late' }
    expect(await act(running, access, { mutation: 'disableUser', input, selection: '' })).toMatchObject({
      __typename: 'ReauthenticationRequired',
      code: 'REAUTHENTICATION_REQUIRED',
    })
  })

  test('roles are created, changed, given and deleted, and a role in use stays', async () => {
    const running = await startApp(engine)
    const { access } = await signUpAdministrator(running)
    const { user } = await signUp(running, ada)
    const role = { name: 'editor', permissions: ['USERS_READ'], applicationPermissions: ['articles:write'] }
    const selection = '... on RoleSaved { role { name permissions applicationPermissions builtIn } }'
    expect(await act(running, access, { mutation: 'createRole', input: role, selection })).toEqual({
      __typename: 'RoleSaved',
      role: { ...role, builtIn: false },
    })
    expect(await act(running, access, { mutation: 'createRole', input: role, selection })).toMatchObject({
      code: 'ROLE_TAKEN',
    })
    const bad = { name: 'Not A Name', applicationPermissions: ['with space'] }
    expect(
      await act(running, access, {
        mutation: 'createRole',
        input: bad,
        selection: '... on InvalidInput { issues { path rule } }',
      }),
    ).toMatchObject({
      issues: [{ path: ['name'] }, { path: ['applicationPermissions'] }],
    })
    const given = { userId: user.id, roles: ['editor'] }
    const updated = await act(running, access, {
      mutation: 'setRoles',
      input: given,
      selection: '... on UserUpdated { account { roles } }',
    })
    expect(updated).toMatchObject({ account: { roles: ['editor'] } })
    expect(
      await act(running, access, { mutation: 'deleteRole', input: { name: 'editor' }, selection: '' }),
    ).toMatchObject({ code: 'ROLE_IN_USE' })
    await act(running, access, { mutation: 'setRoles', input: { ...given, roles: [] }, selection: '' })
    expect(
      await act(running, access, { mutation: 'deleteRole', input: { name: 'editor' }, selection: '' }),
    ).toMatchObject({ __typename: 'RoleDeleted' })
    expect(
      await act(running, access, {
        mutation: 'updateRole',
        input: { name: 'administrator', permissions: [] },
        selection: '',
      }),
    ).toMatchObject({ code: 'ROLE_NOT_FOUND' })
  })

  test('the details of a user show sessions and factors, and no secret', async () => {
    const running = await startApp(engine)
    const { access } = await signUpAdministrator(running)
    await signUp(running, { ...ada, profile: { age: 36 } })
    const query =
      '{ user(email: "ADA@example.com") { account { username roles } profile sessions { deviceName methods assurance impersonatedBy } hasPassword hasTotp recoveryCodesLeft passkeys { name } identities { subject } } }'
    const { data } = await askAdmin(running, query, { token: access })
    expect(data.user).toMatchObject({
      account: { username: 'ada', roles: [] },
      profile: { age: 36 },
      hasPassword: true,
      hasTotp: false,
      recoveryCodesLeft: null,
    })
    expect(data.user.sessions).toEqual([
      { deviceName: null, methods: ['PASSWORD'], assurance: 'AAL1', impersonatedBy: null },
    ])
    const none = await askAdmin(
      running,
      '{ user(id: "x") { hasPassword } other: user(id: "x", email: "y") { hasPassword } }',
      { token: access },
    )
    expect(none.data).toEqual({ user: null, other: null })
  })
})

test.each(engines)(
  'on %s, an administrator with one factor is refused where the settings ask for two',
  async (engine) => {
    const lax = await startApp(engine)
    const { access } = await signUpAdministrator(lax)
    const strict = await startAppOn(lax.settings.DATABASE_URL, { SECOND_FACTOR: 'administrators' }, lax.clock)
    const { errors } = await askAdmin(strict, '{ roles { name } }', { token: access })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', reason: 'AAL2_REQUIRED' } }])
  },
)

test('the administrators’ API is served where the settings say', async () => {
  const off = await startApp('sqlite', { ADMIN: 'off' })
  expect((await off.askText('{ viewer { id } }', {}, { path: '/admin/graphql' })).response.statusCode).toBe(404)
  const moved = await startApp('sqlite', { ADMIN_PATH: '/staff/api' })
  expect((await askAdmin(moved, '{ viewer { id } }', { path: '/staff/api' })).data).toEqual({ viewer: null })
  const apart = await startApp('sqlite', { ADMIN: 'management', MANAGEMENT_PORT: '0' })
  expect((await apart.askText('{ viewer { id } }', {}, { path: '/admin/graphql' })).response.statusCode).toBe(404)
  const payload = { query: '{ viewer { id } }' }
  const answer = await apart.app.management?.inject({ method: 'POST', url: '/admin/graphql', payload })
  expect(answer?.json()).toEqual({ data: { viewer: null } })
})
