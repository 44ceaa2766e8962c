import type { RefreshTokenStorage } from '../../src/client/types.js'
import type { Scene, Tab } from './client-scene.js'

/** Seconds that a request is on its way, and its answer. */
export interface Latency {
  there: number
  back: number
}

/** How the pages of the browser keep the session, and what they share. */
export interface PageOptions {
  delivery: 'COOKIE' | 'BODY'
  /** Seconds that each access to the storage takes. Null: the storage is synchronous. */
  storageSeconds: number | null
  environment: { locks?: null; openChannel?: null }
}

export interface ShakyBrowser {
  /** From now on, requests take this long. */
  latency: Latency
  /** Opens a page and starts its client. */
  open(): Tab
  /** Ends every page at once: what they wait for never arrives, and they write nothing more. */
  kill(): void
}

/** Pages over a slow network and a storage that all of them use. They can be killed at any moment. */
export function createShakyBrowser(scene: Scene, options: PageOptions): ShakyBrowser {
  const disk: { text: string | null } = { text: null }
  let life = { isOver: false, pages: [] as Tab[] }
  const browser: ShakyBrowser = {
    latency: { there: 0, back: 0 },
    open() {
      const fetch = fetchOver(scene, browser, life)
      const storage = storageOn(disk, { scene, life, seconds: options.storageSeconds })
      const { delivery, environment } = options
      const page = scene.openTab({ fetch, storage, delivery, environment })
      life.pages.push(page)
      void page.auth.start()
      return page
    },
    kill() {
      life.isOver = true
      for (const { auth } of life.pages) auth.dispose()
      life = { isOver: false, pages: [] }
    },
  }
  return browser
}

interface Life {
  isOver: boolean
}

/** Ends never after the life of the page. */
async function pause({ time }: Scene, life: Life, seconds: number): Promise<void> {
  if (seconds > 0) await new Promise<void>((resolve) => time.setTimeout(resolve, seconds * 1000))
  if (life.isOver) await new Promise(() => undefined)
}

function fetchOver(scene: Scene, browser: ShakyBrowser, life: Life): typeof fetch {
  const { jar } = scene.browser
  return async (url, init) => {
    const { there, back } = browser.latency
    await pause(scene, life, there)
    const answered = { ...jar }
    const response = await scene.server.fetchFrom(answered)(url, { ...init, signal: null })
    const hasCookie = answered.refreshToken !== jar.refreshToken
    await pause(scene, life, back)
    init?.signal?.throwIfAborted()
    // A browser takes the cookie when the answer arrives.
    if (hasCookie) jar.refreshToken = answered.refreshToken
    return response
  }
}

function storageOn(
  disk: { text: string | null },
  { scene, life, seconds }: { scene: Scene; life: Life; seconds: number | null },
): RefreshTokenStorage {
  const write = (text: string | null) => {
    if (!life.isOver) disk.text = text
  }
  if (seconds === null) return { get: () => disk.text, set: write, clear: () => write(null) }
  const late = async <T>(step: () => T): Promise<T> => {
    await pause(scene, life, seconds)
    return step()
  }
  return {
    get: () => late(() => disk.text),
    set: (text) => late(() => write(text)),
    clear: () => late(() => write(null)),
  }
}
