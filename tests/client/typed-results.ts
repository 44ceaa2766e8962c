import type { LoginResult, RegisterResult, SignOutReason } from '../../src/client/core.js'
import {
  useLoginMutation,
  useMeQuery,
  useSessionsQuery,
  useVerifyTokenQuery,
} from '../../src/client/generated/hooks.js'
import type { LoginMutation } from '../../src/client/generated/operations.js'

// What `npm run typecheck` holds: an error that is expected here and does not come is an error itself.

export function describeLogin(result: LoginResult): string {
  switch (result.__typename) {
    case 'SignedIn':
      return result.user.id
    case 'InvalidCredentials':
    case 'EmailNotVerified':
    case 'UserDisabled':
      return result.message
    case 'InvalidInput':
      return result.issues.map(({ rule }) => rule).join()
    case 'Throttled':
      return String(result.retryAfter)
    case 'SecondFactorRequired':
    case 'SecondFactorSetupRequired':
      return result.signInToken
    default:
      return result satisfies never
  }
}

export function forgetThrottled(result: LoginMutation['login']): string {
  switch (result.__typename) {
    case 'SignedIn':
      return result.user.id
    case 'InvalidCredentials':
    case 'EmailNotVerified':
    case 'UserDisabled':
    case 'InvalidInput':
      return result.message
    case 'SecondFactorRequired':
    case 'SecondFactorSetupRequired':
      return result.signInToken
    default:
      // @ts-expect-error Throttled is not handled
      return result satisfies never
  }
}

export function forgetUsernameTaken(result: RegisterResult): string {
  switch (result.__typename) {
    case 'SignedIn':
    case 'RegistrationAccepted':
    case 'EmailTaken':
    case 'InvalidCode':
    case 'InvalidInput':
    case 'RegistrationClosed':
    case 'Throttled':
      return 'handled'
    default:
      // @ts-expect-error UsernameTaken is not handled
      return result satisfies never
  }
}

export const sentences: Record<SignOutReason, string> = {
  LOGGED_OUT: '',
  REVOKED: 'from another device',
  EXPIRED: 'too long ago',
  PASSWORD_CHANGED: 'the password was changed',
  REPLAYED: 'as a precaution',
  USER_DISABLED: 'disabled',
  EVICTED: 'too many devices',
  UNKNOWN_TOKEN: '',
}

export function HooksAreTyped(): string | undefined {
  const [login] = useLoginMutation()
  // @ts-expect-error a login without a password
  void login({ variables: { input: { identifier: 'ada' } } })
  // @ts-expect-error a login without variables
  void login()
  void login({ variables: { input: { identifier: 'ada', password: 'secret' } } })
  // @ts-expect-error the token is required
  useVerifyTokenQuery()
  useVerifyTokenQuery({ variables: { token: 'at' } })
  useSessionsQuery({ fetchPolicy: 'network-only' })
  const { data } = useMeQuery()
  // @ts-expect-error me may be null
  void data?.me.id
  // @ts-expect-error there is no such field
  void data?.me?.password
  return data?.me?.id
}
