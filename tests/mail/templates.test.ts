import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/mail/messages.js'
import { messageKinds, sampleMessages } from '../../src/mail/sample-messages.js'
import { createTemplates } from '../../src/mail/templates.js'
import { languages } from '../../src/platform/languages.js'
import { createFolder } from '../support/engines.js'

const everyMail = messageKinds.flatMap((kind) => languages.map((language) => ({ kind, language })))

function sampleOf(kind: Message['kind']): Message {
  return { kind, values: sampleMessages[kind] } as Message
}

/** What a browser shows of a page. */
function shown(html: string): string {
  const entities: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x3D': '=',
    '#x60': '`',
  }
  const withoutTags = html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, '')
  return withoutTags.replaceAll(/&([#\w]+);/g, (_, name: string) => entities[name] ?? `&${name};`)
}

describe.each(everyMail)('$kind in $language', ({ kind, language }) => {
  const { subject, text, html } = createTemplates(null).render(sampleOf(kind), language)

  test('every mail has a subject of one line and no unfilled place', () => {
    expect(subject).toMatch(/^\S.*\S$/)
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|\}\}|@code|@link|undefined|null|\[object/)
  })

  test('every mail has all values in the text and in the HTML', () => {
    for (const value of Object.values(sampleMessages[kind])) {
      expect(text).toContain(value)
      expect(shown(html)).toContain(value)
    }
  })

  test('every mail has the same content in the text and in the HTML', () => {
    const words = (part: string) => part.replaceAll(/[\s:：]+/g, ' ').trim()
    const page = words(shown(html))
    for (const line of text.split('\n')) expect(page).toContain(words(line))
  })

  test('every mail is in its language and declares it', () => {
    expect(html).toContain(`<html lang="${language}">`)
    expect(/\p{Script=Han}/u.test(subject + text)).toBe(language === 'zh-CN')
  })

  test('every mail opens only its own link and loads nothing', () => {
    const link = 'link' in sampleMessages[kind] ? [(sampleMessages[kind] as { link: string }).link] : []
    const opened = [...html.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target.replaceAll('&#x3D;', '='))
    expect(opened).toEqual(link)
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object)\b|url\(|@import|\son\w+=/i)
  })
})

test('two kinds of mail never have the same subject', () => {
  const subjects = messageKinds.map((kind) => createTemplates(null).render(sampleOf(kind), 'en').subject)
  expect(new Set(subjects).size).toBe(messageKinds.length)
})

describe('values', () => {
  const hostile = `<img src=x onerror=alert(1)> & "q" 'q' {{constructor}} {{{email}}} {{#each this}}{{/each}}`
  const from = (address: string): Message => ({
    kind: 'password-changed',
    values: { time: '2030-01-31 12:00 UTC', address },
  })

  test('values with HTML and template syntax are plain text in the HTML', () => {
    const { text, html } = createTemplates(null).render(from(hostile), 'en')
    expect(text).toContain(hostile)
    expect(html).not.toContain('<img')
    expect(shown(html)).toContain(hostile)
  })

  test('values in a link cannot leave its attribute', () => {
    const link = 'https://auth.example.com/reset?token="><script>alert(1)</script>'
    const { html } = createTemplates(null).render({ kind: 'reset-link', values: { link, minutes: '30' } }, 'en')
    expect(html).not.toContain('<script')
    expect(html).not.toContain('token=">')
  })

  test.each(['__proto__', 'constructor'])('values give a template nothing of %s', (name) => {
    const folder = createFolder()
    writeFileSync(join(folder, 'password-changed.en.hbs'), `Subject: x\n\n[{{${name}}}] {{address}}\n`)
    expect(createTemplates(folder).render(from('Firefox'), 'en').text).toBe('[] Firefox')
  })
})

describe('MAIL_TEMPLATES', () => {
  const welcome = sampleOf('welcome')

  test('MAIL_TEMPLATES replaces the file of the same name and no other', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'welcome.en.hbs'), 'Subject: Hello from Example\n\nGood to see you, {{email}}.\n')
    const [own, bundled] = [createTemplates(folder), createTemplates(null)]
    expect(own.render(welcome, 'en').subject).toBe('Hello from Example')
    expect(own.render(welcome, 'en').text).toBe('Good to see you, ada@example.com.')
    expect(own.render(welcome, 'zh-CN')).toEqual(bundled.render(welcome, 'zh-CN'))
    const reset = sampleOf('reset-link')
    expect(own.render(reset, 'en')).toEqual(bundled.render(reset, 'en'))
  })

  test('MAIL_TEMPLATES can replace the layout only', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'layout.hbs'), '<h1>Example</h1>{{#each blocks}}<p>{{paragraph}}</p>{{/each}}')
    const { subject, html } = createTemplates(folder).render(welcome, 'en')
    expect(subject).toBe('Welcome')
    expect(html).toMatch(/^<h1>Example<\/h1><p>/)
  })

  test('MAIL_TEMPLATES accepts files with Windows line ends', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'reset-code.en.hbs'), 'Subject: Hi\r\n\r\nYour code:\r\n\r\n@code\r\n')
    const { subject, text } = createTemplates(folder).render(sampleOf('reset-code'), 'en')
    expect(subject).toBe('Hi')
    expect(text).toContain('302004')
    expect(text).not.toContain('@code')
  })

  test('MAIL_TEMPLATES with an unknown value is an error and not an empty place', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'welcome.en.hbs'), 'Subject: Hi\n\nHello {{firstName}}\n')
    expect(() => createTemplates(folder).render(welcome, 'en')).toThrow('firstName')
  })
})
