import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Section } from './section'

/** Fewer than this many are worth a warning. */
const few = 3

export function RecoveryCodesSection({ left }: { left: number }) {
  const { security: texts, recoveryCodes } = useTexts()
  const action = (
    <Link to="/recovery-codes" className="button">
      {texts.newCodes}
    </Link>
  )
  const badge = { text: texts.codesLeft(left), isGood: left >= few }
  return (
    <Section icon="recoveryCodes" title={recoveryCodes.title} badge={badge} action={action}>
      <p>{left >= few ? texts.aboutCodes : texts.fewCodes}</p>
    </Section>
  )
}
