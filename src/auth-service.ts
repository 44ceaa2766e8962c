import { type AdministrationService, createAdministrationService } from './administration/service.js'
import { createEmailSignInService, type EmailSignInService } from './email-sign-in/service.js'
import { createMaintenanceService, type MaintenanceService } from './maintenance/service.js'
import { createPasskeyService, type PasskeyService } from './passkeys/service.js'
import { createPasswordService, type PasswordService } from './passwords/service.js'
import type { RequestMetadata } from './platform/request-metadata.js'
import { createProviderService, type ProviderService } from './providers/service.js'
import type { RegisterInput } from './registration/check-input.js'
import { type RegisterNeeds, type RegisterOutcome, register } from './registration/register.js'
import {
  type StartPasskeySignUpInput,
  type StartPasskeySignUpOutcome,
  startPasskeySignUp,
} from './registration/start-passkey-sign-up.js'
import { type VerifyEmailInput, type VerifyEmailOutcome, verifyEmail } from './registration/verify-email.js'
import { createRoleService, type RoleService } from './roles/service.js'
import { createSecondFactorService, type SecondFactorService } from './second-factors/service.js'
import { createSecurityEventService, type SecurityEventService } from './security-events/service.js'
import type { PossibleCaller } from './sessions/authenticate-request.js'
import { createSessionService, type SessionService } from './sessions/service.js'
import { type LoginInput, type LoginNeeds, type LoginOutcome, login } from './sign-in/login.js'
import { createStatisticsService, type StatisticsService } from './statistics/service.js'
import { asUnavailable } from './store/engine/unavailable.js'
import { createSigningKeyService, type SigningKeyService } from './tokens/service.js'
import type { RegistrationRules } from './users/registration-rules.js'
import { createUserService, type UserService } from './users/service.js'

/**
 * Every use case of the product, without HTTP and without GraphQL: the API for those who embed Latchkey. Expected
 * outcomes are values with a `kind`. A promise that rejects is a surprise; {@link AuthService.asUnavailable} tells
 * whether trying again later makes sense.
 */
export interface AuthService
  extends SessionService,
    PasswordService,
    EmailSignInService,
    PasskeyService,
    SecondFactorService,
    ProviderService,
    SecurityEventService,
    UserService,
    RoleService,
    StatisticsService,
    SigningKeyService,
    MaintenanceService,
    AdministrationService {
  /** Creates a user and signs in, or asks for a proof of the address first (`registrationAccepted`). */
  register(input: RegisterInput, client: RequestMetadata): Promise<RegisterOutcome>
  /** Proves an address with a mailed token, or with the address and a mailed code. It makes the user of a pending registration. */
  verifyEmail(input: VerifyEmailInput, caller: PossibleCaller): Promise<VerifyEmailOutcome>
  /** A challenge for a new passkey of a person who has no account; `register` takes the response. */
  startPasskeySignUp(input: StartPasskeySignUpInput, client: RequestMetadata): Promise<StartPasskeySignUpOutcome>
  /** Signs in with a password. Why a user may not sign in is told only after the right password. */
  login(input: LoginInput, client: RequestMetadata): Promise<LoginOutcome>
  /** What a form must know to show fields and rules for signing up and signing in. */
  readonly registrationRules: RegistrationRules
  /** Rejects while the database does not answer. */
  ping(): Promise<void>
  /** Seconds after which to try again when the error says that the service cannot answer now; else null. */
  asUnavailable(error: unknown): { retryAfterSeconds: number; part: 'database' | 'passwords' } | null
}

export interface Parts
  extends RegisterNeeds,
    LoginNeeds,
    ServiceNeeds<typeof createSessionService>,
    ServiceNeeds<typeof createPasswordService>,
    ServiceNeeds<typeof createSecondFactorService>,
    ServiceNeeds<typeof createPasskeyService>,
    ServiceNeeds<typeof createProviderService>,
    ServiceNeeds<typeof createSecurityEventService>,
    ServiceNeeds<typeof createEmailSignInService>,
    ServiceNeeds<typeof createUserService>,
    ServiceNeeds<typeof createRoleService>,
    ServiceNeeds<typeof createStatisticsService>,
    ServiceNeeds<typeof createSigningKeyService>,
    ServiceNeeds<typeof createMaintenanceService>,
    ServiceNeeds<typeof createAdministrationService> {}

type ServiceNeeds<Create extends (needs: never) => unknown> = Parameters<Create>[0]

export function createAuthService(parts: Parts): AuthService {
  return {
    ...createSessionService(parts),
    ...createPasswordService(parts),
    ...createSecondFactorService(parts),
    ...createPasskeyService(parts),
    ...createProviderService(parts),
    ...createSecurityEventService(parts),
    ...createEmailSignInService(parts),
    ...createUserService(parts),
    ...createRoleService(parts),
    ...createStatisticsService(parts),
    ...createSigningKeyService(parts),
    ...createMaintenanceService(parts),
    ...createAdministrationService(parts),
    register: (input, client) => register(parts, input, client),
    verifyEmail: (input, caller) => verifyEmail(parts, input, caller),
    startPasskeySignUp: (input, client) => startPasskeySignUp(parts, input, client),
    login: (input, client) => login(parts, input, client),
    registrationRules: parts.registration,
    ping: () => parts.store.ping(),
    asUnavailable,
  }
}
