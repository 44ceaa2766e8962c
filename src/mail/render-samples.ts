import { type Language, languages } from '../platform/languages.js'
import type { Message, MessageKind } from './messages.js'
import { messageKinds, sampleMessages } from './sample-messages.js'
import type { RenderedMail, Templates } from './templates.js'

interface Sample {
  kind: MessageKind
  language: Language
  mail: RenderedMail
}

/** Every message in every language, with sample values. Throws the error of a template that is broken. */
export function renderSamples(templates: Templates): Sample[] {
  return messageKinds.flatMap((kind) =>
    languages.map((language) => {
      const message = { kind, values: sampleMessages[kind] } as Message
      return { kind, language, mail: templates.render(message, language) }
    }),
  )
}
