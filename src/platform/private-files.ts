import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'

/** Creates the folder for the owner alone. `setting` names what the operator can set to use another folder. */
export function createPrivateFolder(folder: string, setting: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unwritable(folder, { setting, error })
  }
}

/** Creates an empty file that the owner alone reads, for any umask. */
export function createPrivateFile(
  file: string,
  { setting, content = '' }: { setting: string; content?: string },
): void {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'w' })
    chmodSync(file, 0o600)
  } catch (error) {
    throw unwritable(file, { setting, error })
  }
}

function unwritable(path: string, { setting, error }: { setting: string; error: unknown }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error
  const { username, uid } = userInfo()
  const remedy = `Let the user write there, or set ${setting} to a path where it can.`
  return new Error(`The user ${username} (${uid}) cannot write ${resolve(path)}. ${remedy}`, { cause: error })
}
