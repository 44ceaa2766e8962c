import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'

export const partNames = [
  'limits',
  'ours',
  'flood',
  'start',
  'memory',
  'install',
  'instances',
  'peers',
  'growth',
  'writes',
] as const
export type PartName = (typeof partNames)[number]

export interface Options {
  only: readonly PartName[]
  /** How often each figure is taken; the compared servers alternate. */
  rounds: number
  /** Of one round of one figure. */
  seconds: number
  soakSeconds: number
  connections: readonly number[]
  /** Populations of the growth part. */
  populations: readonly number[]
  /** How many users the other parts have. */
  users: number
  starts: number
  scratch: string
  /** Merges the measured parts into the latest results, instead of writing a file of their own. */
  merge: boolean
  /** Short rounds, fewer of them, small populations: to see that everything works. */
  isQuick: boolean
}

const full = {
  rounds: 3,
  seconds: 3,
  soakSeconds: 120,
  connections: [10, 50, 200],
  populations: [1000, 100_000, 1_000_000],
  users: 10_000,
  starts: 10,
}
const quick = {
  rounds: 1,
  seconds: 1,
  soakSeconds: 5,
  connections: [10],
  populations: [1000, 10_000],
  users: 1000,
  starts: 2,
}

export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      soak: { type: 'string' },
      users: { type: 'string' },
      merge: { type: 'boolean', default: false },
      scratch: { type: 'string', default: tmpdir() },
    },
  })
  const shape = values.quick ? quick : full
  return {
    ...shape,
    only: readParts(values.only),
    rounds: Number(values.rounds ?? shape.rounds),
    soakSeconds: readSeconds(values.soak) ?? shape.soakSeconds,
    populations: values.users?.split(',').map(Number) ?? shape.populations,
    scratch: values.scratch,
    merge: values.merge,
    isQuick: values.quick,
  }
}

function readParts(given: string | undefined): readonly PartName[] {
  if (given === undefined) return partNames
  const wanted = given.split(',')
  const unknown = wanted.filter((name) => !partNames.some((known) => known === name))
  if (unknown.length > 0) throw new Error(`--only takes ${partNames.join(', ')}; not ${unknown.join(', ')}`)
  return partNames.filter((name) => wanted.includes(name))
}

/** `90`, `90s` or `10m`. */
function readSeconds(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const [, count, unit] = /^(\d+)(s|m)?$/.exec(given) ?? []
  if (count === undefined) throw new Error(`--soak takes 90s or 10m, not ${given}`)
  return Number(count) * (unit === 'm' ? 60 : 1)
}
