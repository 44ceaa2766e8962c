import { roleName } from '../config/parsers.js'

/** Whether a text has the form of a name. Other texts are not looked up: a database may refuse their characters. */
export function isRoleName(text: string): boolean {
  return roleName.read(text) !== undefined
}

/** The names in the column `roles` of a user. A name contains no space. */
export function readRoleNames(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

/** The reverse of {@link readRoleNames}: sorted, each name once. */
export function writeRoleNames(names: Iterable<string>): string {
  return [...new Set(names)].sort().join(' ')
}
