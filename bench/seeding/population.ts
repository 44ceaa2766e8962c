import { createHash } from 'node:crypto'

/** Everybody's password. One hash of it is shared: hashing a million would take days. */
export const password = 'analytical engine 1843'

export interface Population {
  users: number
  /** The first `users` belong to one user each, the others go round. */
  sessions: number
}

/** The same formulae as the SQL that seeds: ids are random to look at and known without asking the database. */
export const idOf = (what: 'user' | 'session' | 'salt' | 'event', place: number) =>
  createHash('md5').update(`${what}${place}`).digest('hex')

export const emailOf = (place: number) => `user${place}@example.com`

/** The same numbers in every run (mulberry32). */
export function createDice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
