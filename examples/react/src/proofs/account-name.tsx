import { useAuth } from 'latchkey/client'

/** Tells password managers whose password is asked for. */
export function AccountName() {
  const { user } = useAuth()
  return <input type="text" autoComplete="username" value={user?.email ?? user?.username ?? ''} readOnly hidden />
}
