import { useContext } from 'react'
import { FormContext } from './form-context.ts'
import { fieldOf } from './problem.ts'
import { Wait } from './wait'

/** The problem as a whole, read out when it comes; with the issues that no field of the form can show. */
export function ProblemNotice() {
  const { problem, fields } = useContext(FormContext)
  const elsewhere = problem?.issues?.filter((issue) => !fields.has(fieldOf(issue))) ?? []
  const isSaid = problem !== null && (problem.message !== '' || elsewhere.length > 0)
  return (
    <div role="alert">
      {isSaid && (
        <div className="notice problem">
          {problem.message !== '' && <p>{problem.message}</p>}
          {elsewhere.map((issue) => (
            <p key={fieldOf(issue)}>{issue.message}</p>
          ))}
          {problem.retryAt !== undefined && <Wait key={problem.retryAt} until={problem.retryAt} />}
        </div>
      )}
    </div>
  )
}
