import { isUniqueViolation } from './unique-violation.js'

/** Runs a transaction again that lost a race: now it finds what the winner has stored. */
export async function repeatAfterRace<T>(transact: () => Promise<T>): Promise<T> {
  try {
    return await transact()
  } catch (error) {
    if (isUniqueViolation(error)) return transact()
    throw error
  }
}
