import { expect, onTestFinished, test } from 'vitest'
import { createAuthClient, type DeviceTokenStorage, memoryStorage } from '../../src/client/core.js'
import { login } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

/** A real server, and a function that makes clients of it. */
async function setStage() {
  const running = await startApp('sqlite', { LIMIT_LOGIN_PER_USER: '3/1h' })
  const url = `${await running.app.http.listen({ host: '127.0.0.1', port: 0 })}/graphql`
  await signUp(running, ada)
  const createDevice = (deviceTokenStorage?: DeviceTokenStorage) => {
    const auth = createAuthClient({ url, delivery: 'BODY', ...(deviceTokenStorage && { deviceTokenStorage }) })
    onTestFinished(() => auth.dispose())
    return auth
  }
  /** Wrong passwords until the account takes no more from unknown devices. */
  const guess = async () => {
    for (let place = 0; place < 4; place++)
      await login(running, { identifier: ada.email, password: 'not the password' }, { address: `10.0.0.${place}` })
  }
  return { createDevice, guess }
}

const credentials = { identifier: ada.email, password: ada.password }

test('a device where the user has signed in gets in while strangers guess, also after a sign-out', async () => {
  const { createDevice, guess } = await setStage()
  const known = createDevice()
  await known.login(credentials)
  await known.logout()
  await guess()
  expect((await createDevice().login(credentials)).__typename).toBe('Throttled')
  expect((await known.login(credentials)).__typename).toBe('SignedIn')
})

test('an app that was restarted is known by what its storage of device tokens kept', async () => {
  const { createDevice, guess } = await setStage()
  const storage = memoryStorage()
  await createDevice(storage).login(credentials)
  await guess()
  expect((await createDevice(storage).login(credentials)).__typename).toBe('SignedIn')
})

test('a storage of device tokens that fails holds up no sign-in', async () => {
  const { createDevice } = await setStage()
  const fail = () => {
    throw new Error('The disk is full.')
  }
  const auth = createDevice({ get: fail, set: fail })
  expect((await auth.login(credentials)).__typename).toBe('SignedIn')
  expect(auth.state.status).toBe('signedIn')
})
