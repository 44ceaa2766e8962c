import type { ReauthenticationFieldsFragment } from 'latchkey/client/operations'
import { createContext, useContext } from 'react'

export interface ReauthenticationRequired extends ReauthenticationFieldsFragment {
  __typename: 'ReauthenticationRequired'
}

/** Sends an operation, and again after each proof that it asks for. Without a proof the refusal is the result. */
export type WithProof = <Result extends { __typename: string }>(operation: () => Promise<Result>) => Promise<Result>

export const ReauthenticationContext = createContext<WithProof>((operation) => operation())

/** The form stays as it is while a dialog asks: nothing that was typed is lost. */
export function useReauthentication(): WithProof {
  return useContext(ReauthenticationContext)
}
