import type { PasskeyFieldsFragment } from 'latchkey/client/operations'
import { useState } from 'react'
import { Icon } from '../layout/icon'
import { useDate } from '../texts/date.ts'
import { useTexts } from '../texts/language.ts'
import { RemovePasskeyDialog } from './remove-passkey-dialog'
import { RenamePasskeyDialog } from './rename-passkey-dialog'

export interface PasskeyItemProps {
  passkey: PasskeyFieldsFragment
  /** Gets what to say about it. */
  onDone(message: string): Promise<void>
}

export interface PasskeyDialogProps extends PasskeyItemProps {
  /** The question is answered, one way or the other. */
  onEnd(): void
}

export function PasskeyItem(props: PasskeyItemProps) {
  const { passkeys: texts, security } = useTexts()
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const { name, backedUp } = props.passkey
  const named = <span className="visually-hidden">: {name}</span>
  const dialog = { ...props, onEnd: () => setAsked(null) }
  return (
    <li>
      <Icon name="passkey" />
      <div>
        <h2>
          {name} {backedUp && <span className="badge good">{texts.backedUp}</span>}
        </h2>
        <Dates passkey={props.passkey} />
      </div>
      <div className="actions">
        <button type="button" onClick={() => setAsked('rename')}>
          {texts.renameShort}
          {named}
        </button>
        <button type="button" onClick={() => setAsked('remove')}>
          {security.remove}
          {named}
        </button>
      </div>
      {asked === 'rename' && <RenamePasskeyDialog {...dialog} />}
      {asked === 'remove' && <RemovePasskeyDialog {...dialog} />}
    </li>
  )
}

function Dates({ passkey: { createdAt, lastUsedAt } }: Pick<PasskeyItemProps, 'passkey'>) {
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
