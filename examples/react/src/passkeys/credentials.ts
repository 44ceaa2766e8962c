/** As GraphQL carries it: the JSON of WebAuthn Level 3. */
export type PasskeyJson = Record<string, unknown>

export interface PasskeyWishes {
  /** `conditional`: the browser offers passkeys in the field for the name, and waits. */
  mediation?: CredentialMediationRequirement
  signal?: AbortSignal
}

export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/** Whether the browser can offer passkeys while one types. */
export async function canFillPasskeys(): Promise<boolean> {
  return canUsePasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable())
}

/** Makes a passkey. Rejects with a DOMException if the user turns away. */
export async function createPasskey(options: PasskeyJson): Promise<PasskeyJson> {
  const json = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json)
  return toJson(await navigator.credentials.create({ publicKey }))
}

/** Uses a passkey. Rejects with a DOMException if the user turns away. */
export async function getPasskey(options: PasskeyJson, wishes: PasskeyWishes = {}): Promise<PasskeyJson> {
  const json = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json)
  return toJson(await navigator.credentials.get({ publicKey, ...wishes }))
}

function toJson(credential: Credential | null): PasskeyJson {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('There is no passkey.', 'NotAllowedError')
  return credential.toJSON() as unknown as PasskeyJson
}
