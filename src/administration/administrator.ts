import type { RequestMetadata } from '../platform/request-metadata.js'
import { listPermissions } from '../roles/list-permissions.js'
import type { Administrator } from '../roles/set-roles.js'
import type { SessionRequester } from '../sessions/authenticate-request.js'
import type { OwnUser } from '../sessions/views.js'
import type { SecondFactorPolicy } from '../sign-in/second-factor-policy.js'
import type { Store } from '../store/engine/store.js'
import { findSession } from '../store/sessions.js'

/** A signed-in user with permissions of the administrators' API. */
export interface SignedInAdministrator extends Administrator {
  user: OwnUser
  client: RequestMetadata
  sessionId: string
}

export type AdministratorFinding =
  | { kind: 'administrator'; administrator: SignedInAdministrator }
  /** The roles of the user permit nothing here, or an administrator acts as the user. */
  | { kind: 'notPermitted' }
  /** SECOND_FACTOR asks administrators for two factors, and the session was opened with one. */
  | { kind: 'assuranceTooLow' }

export interface FindAdministratorNeeds {
  store: Store
  secondFactor: SecondFactorPolicy
}

/** Reads the permissions from the database, so that a demotion counts from the next request on. */
export async function findAdministrator(
  { store, secondFactor }: FindAdministratorNeeds,
  { user, session, claims }: SessionRequester,
  client: RequestMetadata,
): Promise<AdministratorFinding> {
  const { permissions } = await listPermissions(store.read, user.roles)
  if (permissions.length === 0 || claims.actorId !== null) return { kind: 'notPermitted' }
  const isMandatory = secondFactor.mandatoryFor !== 'optional'
  if (isMandatory && (await findSession(store.read, session.id))?.session.assurance !== 'AAL2') {
    return { kind: 'assuranceTooLow' }
  }
  const actor = { kind: 'administrator', id: user.id } as const
  return { kind: 'administrator', administrator: { user, actor, client, permissions, sessionId: session.id } }
}
