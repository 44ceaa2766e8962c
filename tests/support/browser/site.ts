import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject, onTestFinished } from 'vitest'
import type { Environment } from '../../../src/config/setting.js'
import { createFolder } from '../engines.js'
import { findFreePort } from '../free-port.js'
import { type Mail, readMail } from '../mailbox.js'
import { type RunningProcess, startReadyProcess } from '../start-process.js'
import { type Origin, openOrigin } from './origin.js'

export interface Site extends Origin {
  /** The process, until it is stopped. */
  server: RunningProcess
  stopServer(): Promise<void>
  startServer(): Promise<void>
  /** Waits for a mail to this address that came after all that `nextMail` gave before. */
  nextMail(to: string, subject: RegExp): Promise<Mail>
}

/** The built app and the built server on one origin of their own, until the test ends. */
export async function openSite(environment: Environment = {}): Promise<Site> {
  const [folder, port, serverPort] = [createFolder(), await findFreePort(), await findFreePort()]
  const origin = await openOrigin(port, { folder: inject('app'), serverPort })
  onTestFinished(() => origin.close())
  const settings = { PUBLIC_URL: origin.url, PORT: String(serverPort), TRUST_PROXY: '127.0.0.1', ...environment }
  const start = () => startReadyProcess(settings, folder)
  const site: Site = {
    ...origin,
    server: await start(),
    async stopServer() {
      site.server.child.kill('SIGTERM')
      await site.server.ended
    },
    async startServer() {
      site.server = await start()
    },
    nextMail: mailReader(join(folder, 'data/outbox')),
  }
  return site
}

/** Reads the mails of a folder, the oldest that fits first, each once. */
export function mailReader(outbox: string): Site['nextMail'] {
  const read = new Set<string>()
  const find = async (to: string, subject: RegExp): Promise<Mail | undefined> => {
    for (const file of filesIn(outbox).filter((each) => !read.has(each))) {
      const mail = await readMail(readFileSync(join(outbox, file)))
      if (mail.to === to && subject.test(mail.subject)) {
        read.add(file)
        return mail
      }
    }
    return undefined
  }
  return async (to, subject) => {
    let mail = await find(to, subject)
    while (mail === undefined) {
      // The worker of the server wakes about once a second.
      await pause(50)
      mail = await find(to, subject)
    }
    return mail
  }
}

function filesIn(outbox: string): string[] {
  if (!existsSync(outbox)) return []
  return readdirSync(outbox)
    .filter((file) => file.endsWith('.eml'))
    .sort()
}
