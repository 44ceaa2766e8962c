import { useTexts } from '../texts/language.ts'
import { RecoveryCodes } from './recovery-codes'

/** On the page of the factor that they come with. */
export function NewRecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { recoveryCodes: texts } = useTexts()
  return (
    <>
      <h2>{texts.title}</h2>
      <p className="lead">{texts.lead}</p>
      <RecoveryCodes codes={codes} />
    </>
  )
}
