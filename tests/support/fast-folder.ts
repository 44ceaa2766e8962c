import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'

/** A new folder, in memory where `bytes` are free: what tests write needs no disk to be tested. The caller removes it. */
export function makeFastFolder(prefix: string, bytes: number): string {
  return mkdtempSync(join(hasRoom(bytes) ? memory : tmpdir(), prefix))
}

function hasRoom(bytes: number): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= bytes
}
