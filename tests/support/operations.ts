import type {
  AddPasskeyInput,
  ChangePasswordInput,
  ConfirmEmailChangeInput,
  ConfirmTotpInput,
  ContinueSignInInput,
  DeleteAccountInput,
  InputRule,
  LoginInput,
  LogoutInput,
  ReauthenticateInput,
  RefreshInput,
  RegisterInput,
  RemovePasskeyInput,
  RenamePasskeyInput,
  RequestEmailChangeInput,
  RequestEmailCodeInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignInWithEmailInput,
  SignInWithPasskeyInput,
  StartPasskeyInput,
  StartPasskeyRegistrationInput,
  StartTotpInput,
  TokenRejection,
  UpdateProfileInput,
  VerifyEmailInput,
} from '../../src/client/generated/operations.js'
import {
  AddPasskeyDocument,
  ChangePasswordDocument,
  ConfirmEmailChangeDocument,
  ConfirmTotpDocument,
  ContinueSignInDocument,
  CreateRecoveryCodesDocument,
  DeleteAccountDocument,
  FactorsDocument,
  LoginDocument,
  LogoutDocument,
  MeDocument,
  ReauthenticateDocument,
  RefreshDocument,
  RegisterDocument,
  RemovePasskeyDocument,
  RemovePasswordDocument,
  RemoveTotpDocument,
  RenamePasskeyDocument,
  RequestEmailChangeDocument,
  RequestEmailCodeDocument,
  RequestPasswordResetDocument,
  ResetPasswordDocument,
  RevokeSessionDocument,
  SessionsDocument,
  SignInWithEmailDocument,
  SignInWithPasskeyDocument,
  StartPasskeyDocument,
  StartPasskeyRegistrationDocument,
  StartTotpDocument,
  UpdateProfileDocument,
  VerifyEmailDocument,
  VerifyTokenDocument,
} from '../../src/client/generated/operations.js'
import type { Answer, AskOptions, RunningApp } from './start-app.js'

// One function an operation: each gives the outcome alone, for tests that have no use for the rest of the answer.

export async function register(running: RunningApp, input: RegisterInput, options?: AskOptions) {
  return (await running.ask(RegisterDocument, { input }, options)).data.register
}

export async function login(running: RunningApp, input: LoginInput, options?: AskOptions) {
  return (await running.ask(LoginDocument, { input }, options)).data.login
}

export async function refresh(running: RunningApp, input: RefreshInput, options?: AskOptions) {
  return (await running.ask(RefreshDocument, { input }, options)).data.refresh
}

/** How many sessions ended. */
export async function logout(running: RunningApp, input: LogoutInput, options?: AskOptions): Promise<number> {
  return (await running.ask(LogoutDocument, { input }, options)).data.logout.revokedSessions
}

export async function verifyToken(running: RunningApp, token: string) {
  return (await running.ask(VerifyTokenDocument, { token })).data.verifyToken
}

interface BySession<Input> {
  token: string
  input: Input
}

export async function revokeSession(running: RunningApp, { token, input }: BySession<{ sessionId: string }>) {
  return (await running.ask(RevokeSessionDocument, { input }, { token })).data.revokeSession
}

export async function updateProfile(running: RunningApp, { token, input }: BySession<UpdateProfileInput>) {
  return (await running.ask(UpdateProfileDocument, { input }, { token })).data.updateProfile
}

export async function changePassword(running: RunningApp, { token, input }: BySession<ChangePasswordInput>) {
  return (await running.ask(ChangePasswordDocument, { input }, { token })).data.changePassword
}

export async function deleteAccount(running: RunningApp, { token, input }: BySession<DeleteAccountInput>) {
  return (await running.ask(DeleteAccountDocument, { input }, { token })).data.deleteAccount
}

export async function requestEmailCode(running: RunningApp, input: RequestEmailCodeInput, options?: AskOptions) {
  return (await running.ask(RequestEmailCodeDocument, { input }, options)).data.requestEmailCode
}

export async function signInWithEmail(running: RunningApp, input: SignInWithEmailInput, options?: AskOptions) {
  return (await running.ask(SignInWithEmailDocument, { input }, options)).data.signInWithEmail
}

export async function verifyEmail(running: RunningApp, input: VerifyEmailInput, options?: AskOptions) {
  return (await running.ask(VerifyEmailDocument, { input }, options)).data.verifyEmail
}

export async function requestPasswordReset(
  running: RunningApp,
  input: RequestPasswordResetInput,
  options?: AskOptions,
) {
  return (await running.ask(RequestPasswordResetDocument, { input }, options)).data.requestPasswordReset
}

export async function resetPassword(running: RunningApp, input: ResetPasswordInput, options?: AskOptions) {
  return (await running.ask(ResetPasswordDocument, { input }, options)).data.resetPassword
}

export async function requestEmailChange(
  running: RunningApp,
  { token, input }: BySession<RequestEmailChangeInput>,
  headers: Record<string, string> = {},
) {
  return (await running.ask(RequestEmailChangeDocument, { input }, { token, headers })).data.requestEmailChange
}

export async function confirmEmailChange(running: RunningApp, input: ConfirmEmailChangeInput, options?: AskOptions) {
  return (await running.ask(ConfirmEmailChangeDocument, { input }, options)).data.confirmEmailChange
}

export async function meOf(running: RunningApp, token: string) {
  return (await running.ask(MeDocument, {}, { token })).data.me
}

export async function sessionsOf(running: RunningApp, token: string) {
  return (await running.ask(SessionsDocument, {}, { token })).data.me?.sessions ?? []
}

/** `fine` when the access token works, else the reason why it is refused. */
export async function statusOf(running: RunningApp, token: string): Promise<'fine' | TokenRejection> {
  const answer = await running.ask(MeDocument, {}, { token })
  return answer.data.me === null ? (answer.errors?.[0]?.extensions.reason as TokenRejection) : 'fine'
}

/** The code of the only top-level error; undefined when there is none. */
export function codeOf({ errors }: Answer<unknown>): unknown {
  return errors?.[0]?.extensions.code
}

/** `profile.age OUT_OF_RANGE` and the like; none for an outcome that is no InvalidInput. */
export function issuesOf(outcome: {
  __typename: string
  issues?: readonly { path: readonly string[]; rule: InputRule }[]
}): string[] {
  return (outcome.issues ?? []).map(({ path, rule }) => `${path.join('.')} ${rule}`)
}

export function kindsOf(outcomes: readonly { __typename: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { __typename: kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** `make` called `count` times at once. */
export function atOnce<T>(count: number, make: (place: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, place) => make(place)))
}

export async function continueSignIn(running: RunningApp, input: ContinueSignInInput, options?: AskOptions) {
  return (await running.ask(ContinueSignInDocument, { input }, options)).data.continueSignIn
}

export async function reauthenticate(running: RunningApp, { token, input }: BySession<ReauthenticateInput>) {
  return (await running.ask(ReauthenticateDocument, { input }, { token })).data.reauthenticate
}

export async function startTotp(running: RunningApp, input: StartTotpInput, options?: AskOptions) {
  return (await running.ask(StartTotpDocument, { input }, options)).data.startTotp
}

export async function confirmTotp(running: RunningApp, input: ConfirmTotpInput, options?: AskOptions) {
  return (await running.ask(ConfirmTotpDocument, { input }, options)).data.confirmTotp
}

export async function removeTotp(running: RunningApp, token: string) {
  return (await running.ask(RemoveTotpDocument, {}, { token })).data.removeTotp
}

export async function removePassword(running: RunningApp, token: string) {
  return (await running.ask(RemovePasswordDocument, {}, { token })).data.removePassword
}

export async function createRecoveryCodes(running: RunningApp, token: string) {
  return (await running.ask(CreateRecoveryCodesDocument, {}, { token })).data.createRecoveryCodes
}

/** What the caller can prove who they are with. */
export async function factorsOf(running: RunningApp, token: string) {
  return (await running.ask(FactorsDocument, {}, { token })).data.me
}

export async function addPasskey(running: RunningApp, input: AddPasskeyInput, options?: AskOptions) {
  return (await running.ask(AddPasskeyDocument, { input }, options)).data.addPasskey
}

export async function removePasskey(running: RunningApp, input: RemovePasskeyInput, options?: AskOptions) {
  return (await running.ask(RemovePasskeyDocument, { input }, options)).data.removePasskey
}

export async function renamePasskey(running: RunningApp, input: RenamePasskeyInput, options?: AskOptions) {
  return (await running.ask(RenamePasskeyDocument, { input }, options)).data.renamePasskey
}

export async function signInWithPasskey(running: RunningApp, input: SignInWithPasskeyInput, options?: AskOptions) {
  return (await running.ask(SignInWithPasskeyDocument, { input }, options)).data.signInWithPasskey
}

export async function startPasskey(running: RunningApp, input: StartPasskeyInput, options?: AskOptions) {
  return (await running.ask(StartPasskeyDocument, { input }, options)).data.startPasskey
}

export async function startPasskeyRegistration(
  running: RunningApp,
  input: StartPasskeyRegistrationInput,
  options?: AskOptions,
) {
  return (await running.ask(StartPasskeyRegistrationDocument, { input }, options)).data.startPasskeyRegistration
}
