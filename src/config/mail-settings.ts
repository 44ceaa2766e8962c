import { duration, limit, oneOf, text, whole } from './parsers.js'
import { defaultPublicUrl, type Environment, of, optional } from './setting.js'
import { mailbox, pageUrl, readableFile, smtpUrl } from './url-parsers.js'

/** What concerns mailed codes, links and notices. */
export const mailSettings = {
  SMTP_URL: {
    ...optional<string | null>(
      smtpUrl,
      null,
      'Where mail is handed over; without it mails are files in `data/outbox`.',
    ),
    shownDefault: 'none',
    isSecret: true,
  },
  SMTP_USER: {
    ...optional<string | null>(text, null, 'User name for SMTP_URL, if it is not part of the URL.'),
    shownDefault: 'that of SMTP_URL',
  },
  SMTP_PASSWORD: {
    ...optional<string | null>(text, null, 'Password of SMTP_USER, as it is: nothing is percent-encoded.'),
    shownDefault: 'that of SMTP_URL',
    isSecret: true,
  },
  SMTP_TLS: of(
    oneOf('required', 'opportunistic', 'off'),
    'required',
    'Whether mail needs TLS. With smtp:// `required` fails unless the server offers STARTTLS; a loopback host needs none.',
  ),
  SMTP_CA_FILE: {
    example: '/etc/ssl/own-ca.pem',
    ...optional<string | null>(
      readableFile,
      null,
      'Certificates (PEM) of an own authority that signed the mail server’s.',
    ),
    shownDefault: 'none',
  },
  MAIL_FROM: of(mailbox, 'Latchkey <no-reply@localhost>', 'The sender of every mail.'),
  MAIL_TEMPLATES: {
    example: '/etc/latchkey/templates',
    ...optional<string | null>(text, null, 'Folder whose templates replace those of the same name.'),
    shownDefault: 'none',
  },
  RESET_PASSWORD_URL: page('reset-password', 'The page that a mailed link to reset the password opens.'),
  VERIFY_EMAIL_URL: page('verify-email', 'The page that a mailed link to prove an address opens.'),
  CHANGE_EMAIL_URL: page('change-email', 'The page that a mailed link to change the address opens.'),
  SIGN_IN_LINK_URL: page('email-sign-in', 'The page that a mailed link to sign in opens.'),
  EMAIL_CODE_LENGTH: of(whole(6, 10), '6', 'Digits in a mailed code.'),
  EMAIL_CODE_LIFETIME: of(duration('1m', '1h'), '10m', 'Lifetime of a mailed code.'),
  RESET_LINK_LIFETIME: of(duration('1m', '1d'), '30m', 'Lifetime of a mailed link to reset the password.'),
  VERIFY_LINK_LIFETIME: of(duration('1m', '30d'), '24h', 'Lifetime of a mailed link to prove or change an address.'),
  LIMIT_CODE_PER_ADDRESS: of(limit, '30/1h', 'Codes and links asked for or tried from one client address.'),
  LIMIT_MAIL_PER_RECIPIENT: of(
    limit,
    '5/1h',
    'Mails of one kind that one client address can cause to one mailbox; all together twelve times as many.',
  ),
  MAIL_RETENTION: of(duration('1d', '3650d'), '7d', 'How long mails are listed that were sent, refused or dropped.'),
} as const

function page(path: string, meaning: string) {
  const byDefault = (given: Environment) => `${defaultPublicUrl(given)}/${path}`
  return { ...of(pageUrl, byDefault, meaning), shownDefault: `\`PUBLIC_URL\`/${path}` }
}
