import { type RetryMailOutcome, retryMail } from '../mail/retry-mail.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Role } from '../roles/role-directory.js'
import type { RoleInput } from '../roles/role-input.js'
import { type Administrator, type SetRolesInput, type SetRolesOutcome, setRoles } from '../roles/set-roles.js'
import type { SessionRequester } from '../sessions/authenticate-request.js'
import { findMissingProof, type ReauthenticationRequired } from '../sessions/recent-authentication.js'
import { type AdministratorFinding, type FindAdministratorNeeds, findAdministrator } from './administrator.js'
import { type CreateUserInput, type CreateUserNeeds, type CreateUserOutcome, createUser } from './create-user.js'
import { type DeleteRoleOutcome, deleteRole } from './delete-role.js'
import { deleteUser } from './delete-user.js'
import { type DisableUserInput, disableUser, type UserActionOutcome } from './disable-user.js'
import { enableDueUsers, enableUser } from './enable-user.js'
import { type EndSessionsInput, type EndSessionsOutcome, endSessions } from './end-sessions.js'
import {
  type AccountConnection,
  type ListAccountsInput,
  type ListAccountsNeeds,
  listAccounts,
} from './list-accounts.js'
import { type AuditEventConnection, type ListAuditEventsInput, listAuditEvents } from './list-audit-events.js'
import { type ListMailsInput, listMails, type MailConnection } from './list-mails.js'
import type { InvalidArgument } from './list-page.js'
import { countUsersOf, listRoles, type RoleView } from './list-roles.js'
import { type ResetSecondFactorsInput, resetSecondFactors } from './reset-second-factors.js'
import { createRole, type SaveRoleOutcome, type UpdateRoleInput, updateRole } from './save-role.js'
import { sendPasswordReset } from './send-password-reset.js'
import { type AccountDetails, type AccountName, type ShowAccountNeeds, showAccount } from './show-account.js'
import { unlinkIdentity } from './unlink-identity.js'
import { type UpdateUserInput, type UpdateUserOutcome, updateUser } from './update-user.js'

/** The part of `AuthService` for administrators. Each use case that changes something takes who does it. */
export interface AdministrationService {
  /** The administrator of a request. The permissions are read from the database each time. */
  findAdministrator(requester: SessionRequester, client: RequestMetadata): Promise<AdministratorFinding>
  /** A page of users. `invalidArgument`: the cursor belongs to another list, or the size is out of range. */
  listAccounts(input: ListAccountsInput): Promise<AccountConnection | InvalidArgument>
  /** One user with sessions and factors, without secrets. Null if there is no such user. */
  showAccount(name: AccountName): Promise<AccountDetails | null>
  /** A page of audit events, the newest first. `invalidArgument` as for `listAccounts`, or too many kinds. */
  listAuditEvents(input: ListAuditEventsInput): Promise<AuditEventConnection | InvalidArgument>
  /** A page of mails, the newest first, without what they say. */
  listMails(input: ListMailsInput): Promise<MailConnection | InvalidArgument>
  /** Has a mail sent again that was refused, or that waits for a later attempt. */
  retryMail(input: { mailId: string }, administrator: Administrator): Promise<RetryMailOutcome>
  /** Creates a user without a way in, and mails an invitation if wanted. Importers call it too. */
  createUser(input: CreateUserInput, administrator: Administrator): Promise<CreateUserOutcome>
  /** Changes address, name, type and profile of a user. What is left out stays. */
  updateUser(input: UpdateUserInput, administrator: Administrator): Promise<UpdateUserOutcome>
  /** Mails a link that resets the password. */
  sendPasswordReset(input: { userId: string }, administrator: Administrator): Promise<UserActionOutcome>
  /** Removes the authenticator app and the recovery codes of a user, and the passkeys if wanted. */
  resetSecondFactors(input: ResetSecondFactorsInput, administrator: Administrator): Promise<UserActionOutcome>
  /** Removes an account at a provider from a user. */
  unlinkIdentityOf(
    input: { userId: string; identityId: string },
    administrator: Administrator,
  ): Promise<UserActionOutcome>
  /** Ends every session of the user and refuses sign-ins, until the given time or until `enableUser`. */
  disableUser(input: DisableUserInput, administrator: Administrator): Promise<UserActionOutcome>
  /** Lets the user sign in again. */
  enableUser(input: { userId: string }, administrator: Administrator): Promise<UserActionOutcome>
  /** Enables users whose time is over, at most `max`. Returns how many. */
  enableDueUsers(max: number): Promise<number>
  /** Deletes everything of the user except audit events. */
  deleteUser(input: { userId: string }, administrator: Administrator): Promise<UserActionOutcome>
  /** Ends one session of the user, or all. */
  endSessions(input: EndSessionsInput, administrator: Administrator): Promise<EndSessionsOutcome>
  /** Replaces the roles of a user. An administrator gives and takes only what they have; one administrator always stays. */
  setRolesOf(input: SetRolesInput, administrator: Administrator): Promise<SetRolesOutcome | ReauthenticationRequired>
  /** All roles, by name. */
  listRoles(): Promise<RoleView[]>
  /** How many users have the role. */
  countUsersOf(role: Role): Promise<number>
  /** Creates a role that permits at most what the administrator may do. */
  createRole(input: RoleInput, administrator: Administrator): Promise<SaveRoleOutcome>
  /** Changes a role. What is left out stays. */
  updateRole(input: UpdateRoleInput, administrator: Administrator): Promise<SaveRoleOutcome>
  /** Deletes a role that no user has. */
  deleteRole(input: { name: string }, administrator: Administrator): Promise<DeleteRoleOutcome>
}

export type AdministrationNeeds = FindAdministratorNeeds & ListAccountsNeeds & ShowAccountNeeds & CreateUserNeeds

export function createAdministrationService(needs: AdministrationNeeds): AdministrationService {
  return {
    findAdministrator: (requester, client) => findAdministrator(needs, requester, client),
    listAccounts: (input) => listAccounts(needs, input),
    showAccount: (name) => showAccount(needs, name),
    listAuditEvents: (input) => listAuditEvents(needs, input),
    listMails: (input) => listMails(needs, input),
    retryMail: (input, administrator) => retryMail(needs, input, administrator),
    createUser: (input, administrator) => createUser(needs, input, administrator),
    updateUser: (input, administrator) => updateUser(needs, input, administrator),
    sendPasswordReset: (input, administrator) => sendPasswordReset(needs, input, administrator),
    resetSecondFactors: (input, administrator) => resetSecondFactors(needs, input, administrator),
    unlinkIdentityOf: (input, administrator) => unlinkIdentity(needs, input, administrator),
    disableUser: (input, administrator) => disableUser(needs, input, administrator),
    enableUser: (input, administrator) => enableUser(needs, input, administrator),
    enableDueUsers: (max) => enableDueUsers(needs, max),
    deleteUser: (input, administrator) => deleteUser(needs, input, administrator),
    endSessions: (input, administrator) => endSessions(needs, input, administrator),
    async setRolesOf(input, administrator) {
      const { sessionId } = administrator
      const missing = sessionId === null ? null : await findMissingProof(needs.store.read, needs, { sessionId })
      return missing ?? setRoles(needs, input, administrator)
    },
    listRoles: () => listRoles(needs),
    countUsersOf: (role) => countUsersOf(needs, role),
    createRole: (input, administrator) => createRole(needs, input, administrator),
    updateRole: (input, administrator) => updateRole(needs, input, administrator),
    deleteRole: (input, administrator) => deleteRole(needs, input, administrator),
  }
}
