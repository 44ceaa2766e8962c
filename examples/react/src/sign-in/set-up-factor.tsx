import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { type AddPasskeyProps, useAddPasskey } from '../passkeys/use-add-passkey.ts'
import { useTexts } from '../texts/language.ts'
import { TotpSetup } from '../totp/totp-setup'
import type { TotpSetupProps } from '../totp/use-confirm-totp.ts'

export type Factor = 'PASSKEY' | 'TOTP'

type SetUpProps = AddPasskeyProps & { onAdded: TotpSetupProps['onEnabled'] }

export function SetUpFactor({ factor, ...props }: SetUpProps & { factor: Factor }) {
  switch (factor) {
    case 'PASSKEY':
      return <PasskeyForm {...props} />
    case 'TOTP':
      return <TotpSetup {...props} onEnabled={props.onAdded} />
  }
}

function PasskeyForm(props: AddPasskeyProps) {
  const { passkeys: texts } = useTexts()
  const submit = useAddPasskey(props)
  return (
    <Form submit={submit}>
      <p>{texts.about}</p>
      <SubmitButton>{texts.add}</SubmitButton>
    </Form>
  )
}
