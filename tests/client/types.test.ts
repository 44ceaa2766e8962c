import { expect, test } from 'vitest'
import { possibleTypes } from '../../src/client/generated/operations.js'
import { describeLogin } from './typed-results.js'

test('every member of a union that the client answers has its place in a switch', () => {
  const throttled = { __typename: 'Throttled', code: 'THROTTLED', message: '', retryAfter: 7, retryAt: '' } as const
  expect(describeLogin(throttled)).toBe('7')
})

test('possibleTypes has the members of unions and of the interface', () => {
  expect(possibleTypes.RefreshResult).toEqual(['Refreshed', 'SessionEnded', 'Throttled'])
  expect(possibleTypes.Problem).toContain('InvalidCredentials')
})
