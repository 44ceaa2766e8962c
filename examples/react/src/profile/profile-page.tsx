import { useMeQuery } from 'latchkey/client/hooks'
import { LoadFailure } from '../layout/load-failure'
import { Page } from '../layout/page'
import { Skeleton } from '../layout/skeleton'
import { useTexts } from '../texts/language.ts'
import { ProfileForm } from './profile-form'
import { UnconfirmedAddress } from './unconfirmed-address'

export function ProfilePage() {
  const { profile: texts } = useTexts()
  const { data, error, refetch } = useMeQuery()
  return (
    <Page title={texts.title} lead={texts.lead}>
      {error !== undefined && <LoadFailure error={error} retry={refetch} />}
      {error === undefined && data === undefined && <Skeleton rows={6} />}
      {data?.me && <UnconfirmedAddress user={data.me} />}
      {data?.me && <ProfileForm user={data.me} />}
    </Page>
  )
}
