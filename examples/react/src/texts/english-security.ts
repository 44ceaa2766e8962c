import type { AuthenticationMethod } from 'latchkey/client/operations'

const methods: Record<AuthenticationMethod, string> = {
  PASSWORD: 'Password',
  TOTP: 'Authenticator app',
  RECOVERY_CODE: 'Recovery code',
  PASSKEY: 'Passkey',
  EMAIL: 'Code by mail',
  PROVIDER: 'Another provider',
  TRUSTED_DEVICE: 'Trusted device',
}

/** What is said around second factors and proofs of identity. */
export const englishSecurity = {
  methods,
  copy: { copy: 'Copy', copied: 'Copied', failed: 'Please copy it by hand' },
  proofs: {
    totpCode: 'Code from the app',
    recoveryCode: 'Recovery code',
    leads: {
      PASSWORD: 'Enter your password.',
      TOTP: 'Enter the six digits that your authenticator app shows.',
      EMAIL: 'We mail a code to your address.',
      RECOVERY_CODE: 'Enter one of the codes that you kept. Each works once.',
    },
    use: {
      PASSWORD: 'Use my password',
      TOTP: 'Use my authenticator app',
      EMAIL: 'Use a code by mail',
      RECOVERY_CODE: 'Use a recovery code',
    },
  },
  secondFactor: {
    title: 'One more step',
    submit: 'Sign in',
    otherAccount: 'Use another account',
    over: 'The sign-in took too long, or too many codes were wrong. Please begin again.',
  },
  setUp: {
    title: 'Protect your account',
    lead: 'You need a second step to sign in here. It takes a minute.',
    later: 'Cancel the sign-in',
  },
  totp: {
    title: 'Authenticator app',
    lead: 'A second step: whoever learns your password still cannot sign in.',
    apps: 'You need an app that shows codes, on your phone or in your password manager. Any such app will do.',
    start: 'Show the QR code',
    scan: 'Scan this picture with the app.',
    qrCode: 'QR code for the authenticator app',
    cannotScan: 'I cannot scan it',
    typeSecret: 'Type this key into the app, or open an app on this device.',
    openApp: 'Open the app',
    firstCode: 'Code that the app shows now',
    confirm: 'Turn it on',
    enabled: 'From now on, signing in asks for a code of the app.',
    removeTitle: 'Remove the authenticator app?',
    removeLead: 'After that your password alone is enough to sign in. Your recovery codes stop working too.',
    remove: 'Remove the app',
    removed: 'The authenticator app is removed.',
  },
  recoveryCodes: {
    title: 'Recovery codes',
    lead: 'Each code signs you in once if you lose your phone. Keep them in a safe place: they are shown only now.',
    createLead: 'New codes replace the old ones, which stop working at once.',
    create: 'Make new codes',
    download: 'Download',
    print: 'Print',
    fileName: 'recovery-codes.txt',
    kept: 'I have kept them',
  },
  security: {
    title: 'Security',
    lead: 'How you sign in, and what protects your account.',
    back: 'Back to security',
    on: 'on',
    off: 'off',
    since: 'Since',
    hasPassword: 'You sign in with a password.',
    noPassword: 'Your account has no password.',
    changePassword: 'Change the password',
    setPassword: 'Set a password',
    aboutTotp: 'Codes on your phone, as a second step after the password.',
    setUp: 'Set it up',
    remove: 'Remove',
    codesLeft: (count: number) => (count === 1 ? '1 left' : `${count} left`),
    aboutCodes: 'For the day when your phone is lost or broken.',
    fewCodes: 'Only a few are left. Make new ones in time.',
    newCodes: 'Make new codes',
    showDevices: 'Show the devices',
  },
  reauthentication: {
    title: 'Confirm that it is you',
    submit: 'Continue',
    cancel: 'Cancel',
  },
}

export type SecurityTexts = typeof englishSecurity
