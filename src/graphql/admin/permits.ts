import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { Extensions } from 'type-graphql'
import type { SignedInAdministrator } from '../../administration/administrator.js'
import type { Permission } from '../../roles/permissions.js'
import type { RequestContext } from '../contract/context.js'
import { apiError } from '../contract/errors.js'
import { requireSignedIn } from '../contract/guards.js'

/** Declares the permission that a field needs. Each field of Query and Mutation declares one, except `viewer`. */
export function Permits(permission: Permission) {
  return Extensions({ permission })
}

/** Makes each field with a permission check it first. Wrapped once, when the schema is built. */
export function checkPermissions(schema: GraphQLSchema): void {
  for (const field of fieldsOf(schema)) {
    const permission = field.extensions.permission as Permission | undefined
    if (permission === undefined) continue
    const resolve = field.resolve ?? defaultFieldResolver
    field.resolve = async (...given) => {
      await requirePermission(given[2] as RequestContext, permission)
      return resolve(...given)
    }
  }
}

/** Throws `FORBIDDEN` with the permission that is missing. */
async function requirePermission(context: RequestContext, permission: Permission): Promise<void> {
  const { permissions } = await requireAdministrator(context)
  if (!permissions.includes(permission)) throw apiError('FORBIDDEN', { permission })
}

/** One read for each request, however many fields ask. */
const known = new WeakMap<RequestContext, Promise<SignedInAdministrator>>()

/** Throws `UNAUTHENTICATED`, or `FORBIDDEN` for users without any permission. */
export function requireAdministrator(context: RequestContext): Promise<SignedInAdministrator> {
  const found = known.get(context) ?? findAdministrator(context)
  known.set(context, found)
  return found
}

async function findAdministrator(context: RequestContext): Promise<SignedInAdministrator> {
  const finding = await context.auth.findAdministrator(await requireSignedIn(context), context.client)
  if (finding.kind === 'administrator') return finding.administrator
  throw apiError('FORBIDDEN', finding.kind === 'assuranceTooLow' ? { reason: 'AAL2_REQUIRED' } : {})
}

function fieldsOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  )
}
