import { oneOf } from './parsers.js'
import { of } from './setting.js'
import { urlPath } from './url-parsers.js'

/** Settings of the administrators' API, and of the roles of new users. */
export const administrationSettings = {
  ADMIN: of(
    oneOf('public', 'management', 'off'),
    'public',
    'Where the administrators’ API is served: on PORT, on MANAGEMENT_PORT only, or nowhere.',
  ),
  ADMIN_PATH: of(urlPath, '/admin/graphql', 'Path of the administrators’ API.'),
} as const
