import { type ReactNode, useState } from 'react'
import { NextStep } from './next-step'
import type { PendingSignIn } from './pending-sign-in.ts'

interface FirstStep {
  /** Whether the sign-in had begun, and has to begin again. */
  isOver: boolean
  onPending(pending: PendingSignIn): void
}

/** Every way in: its first page, then what the server asks for. */
export function SignInSteps({ children }: { children(step: FirstStep): ReactNode }) {
  const [pending, setPending] = useState<PendingSignIn | null>(null)
  const [isOver, setOver] = useState(false)
  if (pending === null) return children({ isOver, onPending: setPending })
  const begin = (isOver: boolean) => {
    setPending(null)
    setOver(isOver)
  }
  return <NextStep pending={pending} onCancel={() => begin(false)} onOver={() => begin(true)} />
}
