import { apple } from './apple.js'
import { discord } from './discord.js'
import { facebook } from './facebook.js'
import { github } from './github.js'
import { gitlab } from './gitlab.js'
import { google } from './google.js'
import { linkedin } from './linkedin.js'
import { microsoft } from './microsoft.js'
import type { KnownProvider } from './provider.js'
import { slack } from './slack.js'
import { twitch } from './twitch.js'
import { wechat } from './wechat.js'
import { x } from './x.js'

const list = { google, apple, microsoft, github, gitlab, facebook, discord, linkedin, slack, twitch, x, wechat }

/** The providers that need no PROVIDER_<ID>_ISSUER, by their id. */
export const knownProviders: ReadonlyMap<string, KnownProvider> = new Map(Object.entries(list))
