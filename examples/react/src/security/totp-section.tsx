import type { FactorsQuery } from 'latchkey/client/operations'
import { useState } from 'react'
import { Link } from '../routing/link'
import { useDate } from '../texts/date.ts'
import { useTexts } from '../texts/language.ts'
import { RemoveTotpDialog } from '../totp/remove-totp-dialog'
import { Section } from './section'

type Totp = NonNullable<FactorsQuery['me']>['totp']

interface TotpSectionProps {
  totp: Totp
  onRemoved(): Promise<unknown>
}

export function TotpSection({ totp, onRemoved }: TotpSectionProps) {
  const { security: texts, totp: app } = useTexts()
  const badge = totp === null ? { text: texts.off, isGood: false } : { text: texts.on, isGood: true }
  const action =
    totp === null ? (
      <Link to="/authenticator" className="button">
        {texts.setUp}
      </Link>
    ) : (
      <Remove onRemoved={onRemoved} />
    )
  return (
    <Section icon="totp" title={app.title} badge={badge} action={action}>
      {totp === null ? <p>{texts.aboutTotp}</p> : <Dates totp={totp} />}
    </Section>
  )
}

function Remove({ onRemoved }: { onRemoved(): Promise<unknown> }) {
  const { security: texts, totp: app } = useTexts()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {texts.remove}
        <span className="visually-hidden">: {app.title}</span>
      </button>
      {isAsking && <RemoveTotpDialog onRemoved={onRemoved} onEnd={() => setAsking(false)} />}
    </>
  )
}

function Dates({ totp: { createdAt, lastUsedAt } }: { totp: NonNullable<Totp> }) {
  const { security: texts, devices } = useTexts()
  const format = useDate()
  return (
    <dl>
      <dt>{texts.since}</dt>
      <dd>{format(createdAt)}</dd>
      {lastUsedAt !== null && <dt>{devices.lastUsed}</dt>}
      {lastUsedAt !== null && <dd>{format(lastUsedAt)}</dd>}
    </dl>
  )
}
