import { expect, test } from 'vitest'

test('a run in which a test fails does not leave with status 0 (.ci/run sets FAIL_ON_PURPOSE)', () => {
  expect(process.env.FAIL_ON_PURPOSE).toBeUndefined()
})
