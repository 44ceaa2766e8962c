import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { Tables } from './tables.js'

export type User = InferSelectModel<Tables['users']>
export type Profile = InferSelectModel<Tables['profiles']>
export type PasswordCredential = InferSelectModel<Tables['passwordCredentials']>
export type Session = InferSelectModel<Tables['sessions']>
export type SigningKeyRow = InferSelectModel<Tables['signingKeys']>
export type AuditEventRow = InferSelectModel<Tables['auditEvents']>

export type NewAuditEvent = InferInsertModel<Tables['auditEvents']>
export type NewUser = InferInsertModel<Tables['users']>
export type NewProfile = InferInsertModel<Tables['profiles']>
export type NewSession = InferInsertModel<Tables['sessions']>
export type OutboxMessage = InferSelectModel<Tables['outboxMessages']>
export type EmailCode = InferSelectModel<Tables['emailCodes']>
export type LinkToken = InferSelectModel<Tables['linkTokens']>
