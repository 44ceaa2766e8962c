import { useSecurityEventsQuery } from 'latchkey/client/hooks'
import type { SecurityEventsQuery } from 'latchkey/client/operations'
import { LoadFailure } from '../layout/load-failure'
import { Skeleton } from '../layout/skeleton'
import { useDate } from '../texts/date.ts'
import { MoreEvents } from './more-events'

type Connection = NonNullable<SecurityEventsQuery['me']>['securityEvents']
type Event = Connection['edges'][number]['node']

/** Newest first, a page at a time. */
export function EventList() {
  const { data, error, refetch, fetchMore } = useSecurityEventsQuery({ fetchPolicy: 'network-only' })
  const found = data?.me?.securityEvents
  if (found === undefined) return error ? <LoadFailure error={error} retry={refetch} /> : <Skeleton rows={5} />
  const { endCursor, hasNextPage } = found.pageInfo
  const loadMore = () => fetchMore({ variables: { after: endCursor }, updateQuery: append })
  return (
    <>
      <ul className="events">
        {found.edges.map(({ node }) => (
          <EventItem key={node.id} event={node} />
        ))}
      </ul>
      <MoreEvents count={found.edges.length} hasMore={hasNextPage} load={loadMore} />
    </>
  )
}

function EventItem({ event: { at, message, deviceName, ipAddress } }: { event: Event }) {
  const format = useDate()
  const circumstances = [format(at), deviceName, ipAddress].filter((each) => each !== null)
  return (
    <li>
      <strong>{message}</strong>
      <span>{circumstances.join(' · ')}</span>
    </li>
  )
}

/** The older page behind the newer ones. */
function append(
  before: SecurityEventsQuery,
  { fetchMoreResult: more }: { fetchMoreResult: SecurityEventsQuery },
): SecurityEventsQuery {
  if (before.me === null || more.me === null) return before
  const { edges, pageInfo } = more.me.securityEvents
  const securityEvents = { ...before.me.securityEvents, edges: [...before.me.securityEvents.edges, ...edges], pageInfo }
  return { ...before, me: { ...before.me, securityEvents } }
}
