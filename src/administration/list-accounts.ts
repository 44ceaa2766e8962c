import { foldCase } from '../platform/fold-case.js'
import type { Secrets } from '../platform/secrets.js'
import type { AccountFilter } from '../store/account-filter.js'
import { type AccountOrder, type AccountPlace, accountSections } from '../store/account-sections.js'
import { countAccounts, type FoundAccount, listAccounts as readAccounts } from '../store/accounts.js'
import type { Store } from '../store/engine/store.js'
import { estimateUsers } from '../store/estimate-users.js'
import { type AccountView, viewAccount } from './account-view.js'
import { openPage, writeCursor } from './list-cursor.js'
import { type InvalidArgument, isSearchable, type Page, type PageArguments, sliceOf } from './list-page.js'

/** What a list of users can be ordered by. */
export type ListOrder = AccountOrder
/** Which users a list has. Every condition that is given must hold. */
export type ListFilter = AccountFilter

export interface ListAccountsInput extends PageArguments {
  /** The beginning of an address, a username or an id, whatever its case. It also decides the order. */
  search?: string | null
  filter?: ListFilter | null
  orderBy: ListOrder
}

export interface AccountConnection extends Page<AccountView> {
  kind: 'accounts'
  /** How many users fit. It costs a query of its own. */
  count(): Promise<{ total: number; isExact: boolean }>
}

export interface ListAccountsNeeds {
  store: Store
  secrets: Secrets
}

/** Up to here a count is exact. */
const maxCounted = 10_000

/**
 * A page of users. If few users fit a filter, a page can have fewer elements than asked for, and a next page:
 * the server examines a bounded number of users for one page.
 */
export async function listAccounts(
  { store, secrets }: ListAccountsNeeds,
  input: ListAccountsInput,
): Promise<AccountConnection | InvalidArgument> {
  const search = foldCase(input.search?.trim() ?? '') || null
  const filter = input.filter ?? {}
  if (!isSearchable(search)) return { kind: 'invalidArgument', argument: 'search' }
  if (!Object.values(filter).every(isSearchable)) return { kind: 'invalidArgument', argument: 'filter' }
  const scope = { list: 'users', search, filter, order: search === null ? input.orderBy : null }
  const page = openPage<AccountPlace>(secrets, scope, input)
  if ('kind' in page) return page
  const sections = accountSections(store.read, { order: input.orderBy, search })
  const list = { sections, filter, from: page.from, isBackward: page.isBackward, max: page.size + 1 }
  const { found, stoppedAt } = await readAccounts(store.read, list)
  const edgesOf = (rows: readonly FoundAccount[]) =>
    rows.map(({ user, place }) => ({ cursor: writeCursor(secrets, scope, place), node: viewAccount(user) }))
  const brokenOff = stoppedAt === null ? null : writeCursor(secrets, scope, stoppedAt)
  const slice = sliceOf(page, edgesOf(found), brokenOff)
  return { kind: 'accounts', ...slice, count: () => count(store, { sections, filter }) }
}

async function count(store: Store, list: Pick<Parameters<typeof countAccounts>[1], 'sections' | 'filter'>) {
  const { fitting, isAll } = await countAccounts(store.read, list, maxCounted)
  if (isAll) return { total: fitting, isExact: true }
  const isUnfiltered = Object.values(list.filter).every((value) => value == null)
  const estimate = isUnfiltered ? await estimateUsers(store) : 0
  return { total: Math.max(fitting, estimate), isExact: false }
}
