import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { buildAdminSchema } from '../../src/graphql/admin/schema.js'
import { type Permission, permissions } from '../../src/roles/permissions.js'
import { askAdmin } from '../support/administrators.js'
import { beginSignIn, enableTotp } from '../support/authenticator.js'
import { disable } from '../support/database.js'
import { engines } from '../support/engines.js'
import { ada, signIn, signUp } from '../support/people.js'
import { createRole, grant } from '../support/roles.js'
import { type RunningApp, startApp } from '../support/start-app.js'

// Generated from the schema: a field that is added is tried at once, and one without a permission fails.

type Field = GraphQLField<unknown, unknown>
const schema = buildAdminSchema()
const rootOf = { query: schema.getQueryType(), mutation: schema.getMutationType() }
const fieldsOf = (type: 'query' | 'mutation'): Field[] => Object.values(rootOf[type]?.getFields() ?? {})
const operations = (['query', 'mutation'] as const).flatMap((type) =>
  fieldsOf(type)
    .filter(({ name }) => name !== 'viewer')
    .map((field) => [`${type} ${field.name}`, { type, field }] as const),
)

const literals: Readonly<Record<string, string>> = { DateTime: '"2026-01-01T00:00:00Z"', Int: '1', Boolean: 'true' }

/** A value of the right form that names nothing that exists. */
function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType)
  if (isListType(type)) return '[]'
  if (isEnumType(type)) return type.getValues()[0]?.name ?? ''
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(
      (each) => isNonNullType(each.type) && each.defaultValue === undefined,
    )
    return `{ ${required.map((each) => `${each.name}: ${literalOf(each.type)}`).join(', ')} }`
  }
  return literals[type.name] ?? '"x"'
}

function queryOf({ type, field }: { type: string; field: Field }): string {
  const required = field.args.filter((each) => isNonNullType(each.type) && each.defaultValue === undefined)
  const given = required.map((each) => `${each.name}: ${literalOf(each.type)}`).join(', ')
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'
  return `${type} { ${field.name}${given === '' ? '' : `(${given})`} ${selection} }`
}

/** A token of a user with exactly these permissions. */
async function tokenWith(running: RunningApp, name: string, own: readonly Permission[]): Promise<string> {
  const person = { email: `${name}@example.com`, password: 'a password of the matrix' }
  await createRole(running, name, { permissions: own })
  const { user } = await signUp(running, { ...person, sendEmail: false })
  await grant(running, user.id, name)
  return (await signIn(running, person)).access
}

async function refusalOf(running: RunningApp, query: string, token?: string) {
  const { errors } = await askAdmin(running, query, token === undefined ? {} : { token })
  const { code, permission } = errors?.[0]?.extensions ?? {}
  return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' ? { code, permission } : null
}

describe.each(engines)('who may ask the administrators’ schema on %s', (engine) => {
  test('each query and mutation is refused to everybody but users with its permission', async () => {
    const running = await startApp(engine, { LIMIT_REGISTER_PER_ADDRESS: 'off', LIMIT_LOGIN_PER_ADDRESS: 'off' })
    const { access: plain } = await signUp(running, ada)
    const [only, others] = [new Map<Permission, string>(), new Map<Permission, string>()]
    for (const [place, permission] of permissions.entries()) {
      only.set(permission, await tokenWith(running, `only-${place}`, [permission]))
      others.set(
        permission,
        await tokenWith(
          running,
          `others-${place}`,
          permissions.filter((each) => each !== permission),
        ),
      )
    }
    const surprises: unknown[] = []
    const expectRefusal = async (
      name: string,
      query: string,
      { token, refusal }: { token?: string; refusal: object | null },
    ) => {
      const found = await refusalOf(running, query, token)
      if (JSON.stringify(found) !== JSON.stringify(refusal)) surprises.push([name, refusal, found])
    }
    for (const [name, operation] of operations) {
      const permission = operation.field.extensions.permission as Permission
      const query = queryOf(operation)
      await expectRefusal(name, query, { refusal: { code: 'UNAUTHENTICATED' } })
      await expectRefusal(name, query, { token: plain, refusal: { code: 'FORBIDDEN' } })
      await expectRefusal(name, query, {
        token: others.get(permission) ?? '',
        refusal: { code: 'FORBIDDEN', permission },
      })
      await expectRefusal(name, query, { token: only.get(permission) ?? '', refusal: null })
    }
    expect(operations.length).toBeGreaterThan(20)
    expect(surprises).toEqual([])
  }, 60_000)

  test('a disabled administrator, and one who has given the first factor only, are signed out here', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running, ada)
    await grant(running, user.id, 'administrator')
    await enableTotp(running, access)
    const waiting = await beginSignIn(running)
    for (const [, operation] of operations) {
      expect(await refusalOf(running, queryOf(operation), waiting)).toMatchObject({ code: 'UNAUTHENTICATED' })
    }
    await disable(running, user.id)
    for (const [, operation] of operations) {
      expect(await refusalOf(running, queryOf(operation), access)).toMatchObject({ code: 'UNAUTHENTICATED' })
    }
  })
})
