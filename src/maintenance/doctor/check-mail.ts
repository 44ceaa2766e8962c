import type { Settings } from '../../config/settings.js'
import { smtpServerOf } from '../../mail/open-transport.js'
import { renderSamples } from '../../mail/render-samples.js'
import { verifySmtp } from '../../mail/smtp.js'
import { createTemplates } from '../../mail/templates.js'
import { type Finding, fault, ok, reasonOf, warning } from './finding.js'

export async function checkMailServer(settings: Settings): Promise<Finding> {
  const { SMTP_URL } = settings
  if (SMTP_URL === null)
    return warning('mail', 'Mails are written to files, because SMTP_URL is not set.', 'Set SMTP_URL in production.')
  try {
    await verifySmtp(smtpServerOf(settings, SMTP_URL))
    return ok('mail', 'The mail server accepts the connection and the login.')
  } catch (error) {
    return fault('mail', `The mail server cannot be used: ${codeOf(error)}`, remedyOf(error))
  }
}

export function checkTemplates({ MAIL_TEMPLATES }: Settings): Finding {
  try {
    const samples = renderSamples(createTemplates(MAIL_TEMPLATES))
    return ok('templates', `All ${samples.length} mails can be rendered.`)
  } catch (error) {
    return fault('templates', `A mail cannot be rendered: ${reasonOf(error)}`, 'Correct the file in MAIL_TEMPLATES.')
  }
}

/** Not the message alone: it may quote what the server says. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return [code, responseCode].filter((each) => each !== undefined).join(' ') || reasonOf(error)
}

const remedies: Readonly<Record<string, string>> = {
  EAUTH: 'Correct SMTP_USER and SMTP_PASSWORD, or the login in SMTP_URL.',
  ETLS: 'Turn STARTTLS on at the mail server, or use smtps:// in SMTP_URL.',
  ENOENT: 'Correct SMTP_CA_FILE: the file is not there.',
  EDNS: 'Correct the host of SMTP_URL, or the DNS that this machine asks.',
  ESOCKET: 'Start the mail server, check host and port of SMTP_URL, and name an own authority in SMTP_CA_FILE.',
  ECONNECTION: 'Start the mail server, and check host and port of SMTP_URL.',
  ETIMEDOUT: 'Check host, port and firewall: the mail server does not answer. Port 465 needs smtps://.',
}

function remedyOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  return remedies[String(code)] ?? 'Read the log of the mail server, and check SMTP_URL.'
}
