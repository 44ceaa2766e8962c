import { useSessionsQuery } from 'latchkey/client/hooks'
import { useState } from 'react'
import { LoadFailure } from '../layout/load-failure'
import { Page } from '../layout/page'
import { Skeleton } from '../layout/skeleton'
import { Status } from '../layout/status'
import { useTexts } from '../texts/language.ts'
import { Device } from './device'
import { SignOutOthers } from './sign-out-others'

interface Done {
  done: string | null
  /** How often something was done. */
  count: number
}

export function DevicesPage() {
  const { devices: texts } = useTexts()
  const { data, error, refetch } = useSessionsQuery({ fetchPolicy: 'cache-and-network' })
  const [{ done, count }, setDone] = useState<Done>({ done: null, count: 0 })
  const sessions = data?.me?.sessions ?? []
  const update = async (message: string) => {
    await refetch()
    setDone({ done: message, count: count + 1 })
  }
  return (
    <Page title={texts.title} lead={texts.lead} step={count}>
      <Status message={done} />
      {error !== undefined && <LoadFailure error={error} retry={refetch} />}
      {error === undefined && data === undefined && <Skeleton rows={3} />}
      <ul className="devices">
        {sessions.map((session) => (
          <Device key={session.id} session={session} onEnded={() => update(texts.ended)} />
        ))}
      </ul>
      {sessions.length > 1 && <SignOutOthers onEnded={(count) => update(texts.othersEnded(count))} />}
    </Page>
  )
}
