ALTER TABLE "audit_events" ADD COLUMN "sequence" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "actor_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "authenticated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "methods" text DEFAULT 'PASSWORD' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "assurance" text DEFAULT 'AAL1' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "actor_id" text;--> statement-breakpoint
UPDATE "sessions" SET "authenticated_at" = "created_at";--> statement-breakpoint
-- Public names of audit events: dotted, in the past tense.
UPDATE "audit_events" SET "kind" = CASE "kind" WHEN 'userRegistered' THEN 'user.created' WHEN 'registrationRepeated' THEN 'registration.repeated' WHEN 'loginSucceeded' THEN 'session.created' WHEN 'loginFailed' THEN 'sign-in.failed' WHEN 'passwordRefused' THEN 'password.refused' WHEN 'loggedOut' THEN 'session.ended' WHEN 'sessionRevoked' THEN 'session.revoked' WHEN 'refreshTokenReplayed' THEN 'session.replayed' WHEN 'passwordChanged' THEN 'password.changed' WHEN 'profileUpdated' THEN 'user.updated' WHEN 'accountDeleted' THEN 'user.deleted' WHEN 'limitReached' THEN 'limit.reached' WHEN 'emailCodeRequested' THEN 'email-code.requested' WHEN 'emailVerified' THEN 'email.verified' WHEN 'codeRefused' THEN 'code.refused' WHEN 'passwordResetRequested' THEN 'password-reset.requested' WHEN 'passwordReset' THEN 'password.reset' WHEN 'emailChangeRequested' THEN 'email-change.requested' WHEN 'emailChanged' THEN 'email.changed' ELSE "kind" END;
