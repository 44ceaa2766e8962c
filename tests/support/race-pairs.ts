import { print } from 'graphql'
import type { RunningApp } from './start-app.js'

/** What runs on one user: a typed operation and its input. */
export type Race<Scene> = (scene: Scene) => [document: Parameters<typeof print>[0], input: object]

export interface RaceScene {
  running: RunningApp
  /** The access token of the user. */
  token: string
}

/** `npm run check:races` repeats each pair twenty times. */
const rounds = Number(process.env.RACE_ROUNDS ?? 1)

/** Races pairs of operations on users of their own. Gives those that failed, each with what they answered. */
export async function racePairs<Scene extends RaceScene>(
  operations: Readonly<Record<string, Race<Scene>>>,
  prepare: (email: string, pair: readonly string[]) => Promise<Scene>,
): Promise<unknown[]> {
  const surprises: unknown[] = []
  const races = Array.from({ length: rounds }, () => pairsOf(Object.keys(operations))).flat()
  for (const [place, pair] of races.entries()) {
    const scene = await prepare(`pair${place}@example.com`, pair)
    const answers = await Promise.all(pair.map((name) => run(scene, operations[name])))
    if (!isHonest(pair, answers)) surprises.push([...pair, answers])
  }
  return surprises
}

function pairsOf(names: readonly string[]) {
  return names.flatMap((first, place) => names.slice(place).map((second) => [first, second] as const))
}

interface RaceAnswer {
  /** The codes of the errors at the top. */
  codes: unknown[]
  outcome: object | null
}

async function run<Scene extends RaceScene>(scene: Scene, race: Race<Scene> | undefined): Promise<RaceAnswer> {
  if (race === undefined) throw new Error('There is no such operation.')
  const [document, input] = race(scene)
  const { data, errors = [] } = await scene.running.askText(print(document), { input }, { token: scene.token })
  return {
    codes: errors.map(({ extensions }) => extensions.code),
    outcome: (Object.values(data ?? {})[0] ?? null) as object | null,
  }
}

/** No error but the end of the session, and of two equal operations at least one is carried out. */
function isHonest(pair: readonly string[], answers: readonly RaceAnswer[]): boolean {
  // A change that finds the account deleted says so with UNAVAILABLE; repeated, it is UNAUTHENTICATED.
  const honest = pair.includes('deleteAccount') ? ['UNAUTHENTICATED', 'UNAVAILABLE'] : ['UNAUTHENTICATED']
  const isCarriedOut = answers.some(({ outcome }) => outcome !== null && !Object.hasOwn(outcome, 'code'))
  const hasFailed = answers.flatMap(({ codes }) => codes).some((code) => !honest.includes(String(code)))
  return !hasFailed && (isCarriedOut || pair[0] !== pair[1])
}
