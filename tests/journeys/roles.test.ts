import { eq } from 'drizzle-orm'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { PermissionsDocument } from '../../src/client/generated/operations.js'
import { permissions } from '../../src/roles/permissions.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, refresh, verifyToken } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { createRole, grant, operator } from '../support/roles.js'
import { listAuditEventsOfUser } from '../support/rows.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

async function rolesOf(running: RunningApp, token: string) {
  return (await running.ask(PermissionsDocument, {}, { token })).data.me
}

function creationsIn(running: RunningApp) {
  return plant(running, async (tx) => {
    const { auditEvents } = tx.tables
    return tx.select().from(auditEvents).where(eq(auditEvents.kind, 'role.created'))
  })
}

const claimsOf = (token: string) => jwt.decode(token) as Record<string, unknown>

describe.each(engines)('roles at the start on %s', (engine) => {
  const ROLES = JSON.stringify([
    { name: 'editor', description: 'Writes', permissions: ['USERS_READ'], applicationPermissions: ['posts.write'] },
  ])

  test('a role of ROLES exists from the first start, and the audit says that the system made it', async () => {
    const running = await startApp(engine, { ROLES })
    const { user, access } = await signUp(running)
    await grant(running, user.id, 'editor')
    expect(await rolesOf(running, access)).toMatchObject({ permissions: ['USERS_READ', 'posts.write'] })
    const [event] = await creationsIn(running)
    expect(event).toMatchObject({ actorKind: 'system', details: expect.stringContaining('editor') })
  })

  test('a role that is there stays as it is, also when many instances start at once', async () => {
    const running = await startApp(engine, { ROLES })
    const { user, access } = await signUp(running)
    await grant(running, user.id, 'editor')
    const others = ROLES.replace('posts.write', 'posts.delete')
    await atOnce(4, () => startAppOn(running.settings.DATABASE_URL, { ROLES: others }, running.clock))
    expect(await rolesOf(running, access)).toMatchObject({ permissions: ['USERS_READ', 'posts.write'] })
    expect(await creationsIn(running)).toHaveLength(1)
  })

  test.each([
    ['a permission that does not exist', { name: 'editor', permissions: ['FLY'] }, /FLY of the role editor/],
    ['an application permission with a space', { name: 'editor', applicationPermissions: ['a b'] }, /BAD_CHARACTERS/],
  ])('the server does not start for %s in ROLES', async (_, role, message) => {
    await expect(startApp(engine, { ROLES: JSON.stringify([role]) })).rejects.toThrow(message)
  })
})

describe.each(engines)('roles on %s', (engine) => {
  test('a new user has no roles and no permissions, in `me` and in the token', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    expect(await rolesOf(running, access)).toMatchObject({ roles: [], permissions: [] })
    expect(claimsOf(access)).toMatchObject({ roles: [], permissions: [] })
    expect(claimsOf(access)).not.toHaveProperty('scope')
  })

  test('roles are told at the next request by `me` and `verifyToken`, and by the next token', async () => {
    const running = await startApp(engine)
    const { user, access, refresh: refreshToken } = await signUp(running)
    await createRole(running, 'editor', { applicationPermissions: ['posts.write', 'posts.read'] })
    await createRole(running, 'support', { permissions: ['USERS_READ'], applicationPermissions: ['posts.read'] })
    await grant(running, user.id, 'support', 'editor', 'support')
    expect(await rolesOf(running, access)).toEqual({
      id: user.id,
      roles: ['editor', 'support'],
      permissions: ['USERS_READ', 'posts.read', 'posts.write'],
    })
    expect(await verifyToken(running, access)).toMatchObject({ roles: ['editor', 'support'], actorId: null })

    running.clock.move(11)
    const second = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const refreshed = await refresh(second, { refreshToken })
    const { tokens } = refreshed as { tokens: { accessToken: string } }
    expect(claimsOf(tokens.accessToken)).toMatchObject({
      roles: ['editor', 'support'],
      permissions: ['posts.read', 'posts.write'],
      scope: 'posts.read posts.write',
    })
  })

  test('a demotion ends the permissions of a token that is still valid', async () => {
    const running = await startApp(engine)
    const [{ user }, other] = [await signUp(running), await signUp(running, grace)]
    await grant(running, user.id, 'administrator')
    await grant(running, other.user.id, 'administrator')
    const { access } = await signIn(running, ada)
    expect((await rolesOf(running, access))?.permissions).toEqual([...permissions].sort())
    await grant(running, user.id)
    expect(await rolesOf(running, access)).toMatchObject({ roles: [], permissions: [] })
    expect(await verifyToken(running, access)).toMatchObject({ __typename: 'TokenClaims', roles: [] })
  })

  test('a change of roles is an audit event with what was added and removed, and an equal change is none', async () => {
    const running = await startApp(engine)
    const { user } = await signUp(running)
    await createRole(running, 'editor')
    await createRole(running, 'author')
    for (const roles of [['editor'], ['author'], ['author']]) await grant(running, user.id, ...roles)
    const recorded = await plant(running, (tx) => listAuditEventsOfUser(tx, user.id))
    const events = recorded.filter(({ kind }) => kind === 'roles.changed')
    expect(events.map(({ details }) => JSON.parse(details ?? '{}'))).toEqual([
      { added: ['editor'], removed: [] },
      { added: ['author'], removed: ['editor'] },
    ])
    expect(events[0]).toMatchObject({ actorKind: 'commandLine', actorId: null, userId: user.id })
  })

  test('unknown users, unknown roles, and what an administrator does not have are refused and change nothing', async () => {
    const running = await startApp(engine)
    const { user } = await signUp(running)
    const { setRoles } = running.app.auth
    await createRole(running, 'support', { permissions: ['USERS_READ', 'SESSIONS_END'] })
    expect(await setRoles({ userId: 'nobody', roles: [] }, operator)).toEqual({ kind: 'userNotFound' })
    expect(await setRoles({ userId: user.id, roles: ['ghost'] }, operator)).toEqual({ kind: 'roleNotFound' })
    const weak = { ...operator, permissions: ['USERS_READ', 'ROLES_WRITE'] } as const
    const beyond = { kind: 'beyondOwnPermissions', permissions: ['SESSIONS_END'] }
    expect(await setRoles({ userId: user.id, roles: ['support'] }, weak)).toEqual(beyond)
    await grant(running, user.id, 'support')
    expect(await setRoles({ userId: user.id, roles: [] }, weak)).toEqual(beyond)
    expect(await setRoles({ userId: user.id, roles: ['administrator'] }, weak)).toMatchObject({
      kind: 'beyondOwnPermissions',
    })
    const { access } = await signIn(running, ada)
    expect((await rolesOf(running, access))?.roles).toEqual(['support'])
  })

  test('one administrator stays, though two demote each other fifty times at once on two instances', async () => {
    const running = await startApp(engine)
    const second = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const people = [(await signUp(running)).user, (await signUp(running, grace)).user]
    for (const { id } of people) await grant(running, id, 'administrator')
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        (n % 4 < 2 ? running : second).app.auth.setRoles({ userId: people[n % 2]?.id ?? '', roles: [] }, operator),
      ),
    )
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['rolesSet', 'lastAdministrator']))
    const left = await Promise.all([signIn(running, ada), signIn(running, grace)])
    expect(left.map(({ user }) => user.roles.length).sort()).toEqual([0, 1])
  })
})
