import type { Page } from 'playwright-core'

export interface VirtualAuthenticator {
  /** Whether the user touches it when a page asks. A page that only offers passkeys in a field waits as long. */
  setTouched(isTouched: boolean): Promise<void>
  countPasskeys(): Promise<number>
}

/** An authenticator of this device that knows its user, as Chromium simulates it (WebAuthn, section 11). */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const chromium = await page.context().newCDPSession(page)
  await chromium.send('WebAuthn.enable')
  const { authenticatorId } = await chromium.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    async setTouched(enabled) {
      await chromium.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    async countPasskeys() {
      return (await chromium.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length
    },
  }
}
