import { isUniqueViolation } from './unique-violation.js'

/** Thrown by a transaction that finds what another one has stored since it began. It is rolled back and repeated. */
export class RaceLost extends Error {
  override readonly name = 'RaceLost'
}

/** Runs a transaction again that lost a race: now it finds what the winner has stored. */
export async function repeatAfterRace<T>(transact: () => Promise<T>): Promise<T> {
  try {
    return await transact()
  } catch (error) {
    if (isUniqueViolation(error) || error instanceof RaceLost) return transact()
    throw error
  }
}
