import { createContext, useContext, useEffect } from 'react'
import { type FormProblem, fieldOf } from './problem.ts'

export interface FormState {
  problem: FormProblem | null
  isBusy: boolean
  /** Names of the fields that are on the page; problems of others are told above the button. */
  fields: Set<string>
}

export const FormContext = createContext<FormState>({ problem: null, isBusy: false, fields: new Set() })

/** What is wrong with the field of this name. */
export function useIssue(name: string): string | null {
  const { problem, fields } = useContext(FormContext)
  useEffect(() => {
    fields.add(name)
    return () => void fields.delete(name)
  }, [fields, name])
  const issues = problem?.issues?.filter((issue) => fieldOf(issue) === name) ?? []
  return issues.length === 0 ? null : issues.map(({ message }) => message).join(' ')
}
