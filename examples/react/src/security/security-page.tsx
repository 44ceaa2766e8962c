import { useAuthConfigQuery } from 'latchkey/client/hooks'
import { Page } from '../layout/page'
import { useTexts } from '../texts/language.ts'
import { PasswordSection } from './password-section'
import { RecoveryCodesSection } from './recovery-codes-section'
import { SessionsSection } from './sessions-section'
import { TotpSection } from './totp-section'
import { WithFactors } from './with-factors'

export function SecurityPage() {
  const { security: texts } = useTexts()
  const canUseTotp = useAuthConfigQuery().data?.authConfig.totp ?? true
  return (
    <Page title={texts.title} lead={texts.lead}>
      <WithFactors>
        {({ hasPassword, totp, recoveryCodesLeft }, refetch) => (
          <ul className="sections">
            <PasswordSection hasPassword={hasPassword} />
            {(canUseTotp || totp !== null) && <TotpSection totp={totp} onRemoved={refetch} />}
            {totp !== null && <RecoveryCodesSection left={recoveryCodesLeft ?? 0} />}
            <SessionsSection />
          </ul>
        )}
      </WithFactors>
    </Page>
  )
}
