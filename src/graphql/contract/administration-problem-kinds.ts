import { type ProblemKind, type ProblemText, problemKinds } from './problem-kinds.js'

/** The kinds of problems that only the administrators' API returns. */
export const administrationProblemKinds = {
  userNotFound: {
    code: 'USER_NOT_FOUND',
    meaning: 'There is no such user.',
    advice: 'Read the list of users again.',
  },
  lastAdministrator: {
    code: 'LAST_ADMINISTRATOR',
    meaning: 'No administrator who can sign in would be left.',
    advice: 'Give another user the role `administrator` first.',
  },
  beyondOwnPermissions: {
    code: 'BEYOND_OWN_PERMISSIONS',
    meaning: 'The user has, or would have, permissions that the caller does not have.',
    advice: 'Ask an administrator who has all of `permissions`.',
  },
  roleNotFound: {
    code: 'ROLE_NOT_FOUND',
    meaning: 'There is no such role, or it is the built-in role, which cannot be changed.',
    advice: 'Read the list of roles again.',
  },
  roleTaken: {
    code: 'ROLE_TAKEN',
    meaning: 'There is a role of this name.',
    advice: 'Choose another name, or change that role.',
  },
  roleInUse: {
    code: 'ROLE_IN_USE',
    meaning: 'Users have the role.',
    advice: 'Take the role from its users first.',
  },
  noEmailAddress: {
    code: 'NO_EMAIL_ADDRESS',
    meaning: 'The user has no e-mail address.',
    advice: 'Set an address first.',
  },
  mailNotFound: {
    code: 'MAIL_NOT_FOUND',
    meaning: 'There is no such mail, or it is no longer kept.',
    advice: 'Read the list of mails again.',
  },
  mailOver: {
    code: 'MAIL_OVER',
    meaning: 'The mail was sent, or what it carries has expired. Its content is erased.',
    advice: 'Have the user ask for a new mail.',
  },
} as const satisfies Readonly<Record<string, ProblemText>>

export type AdministrationProblemKind = keyof typeof administrationProblemKinds
/** All kinds that the administrators' API can return. */
export const kindsOfAdministration = { ...problemKinds, ...administrationProblemKinds }
export type KindOfAdministration = ProblemKind | AdministrationProblemKind
