import { useAuth } from 'latchkey/client'
import { useUpdateProfileMutation } from 'latchkey/client/hooks'
import type { MeQuery, UpdateProfileMutation } from 'latchkey/client/operations'
import { useState } from 'react'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { TextField } from '../form/text-field'
import type { Values } from '../form/values.ts'
import { Status } from '../layout/status'
import { useTexts } from '../texts/language.ts'
import { ProfileFields } from './profile-fields'
import { profileFieldNames, readProfile } from './read-profile.ts'

const shownFields = { prefix: 'profile.', names: profileFieldNames }

export function ProfileForm({ user }: { user: NonNullable<MeQuery['me']> }) {
  const { fields, profile: texts } = useTexts()
  const { refreshUser } = useAuth()
  const [updateProfile] = useUpdateProfileMutation()
  const [isSaved, setSaved] = useState(false)
  const submit = async (values: Values) => {
    setSaved(false)
    const input = { username: values.optional('username'), profile: readProfile(values, shownFields) }
    const problem = readResult(answered(await updateProfile({ variables: { input } })).updateProfile)
    if (problem !== null) return problem
    await refreshUser()
    setSaved(true)
    return null
  }
  return (
    <Form submit={submit}>
      <TextField
        name="username"
        label={fields.username}
        autoComplete="username"
        defaultValue={user.username ?? ''}
        isOptional
      />
      <div className="columns">
        <ProfileFields {...shownFields} profile={user.profile} />
      </div>
      <Status message={isSaved ? texts.saved : null} />
      <SubmitButton>{texts.save}</SubmitButton>
    </Form>
  )
}

function readResult(result: UpdateProfileMutation['updateProfile']): FormProblem | null {
  switch (result.__typename) {
    case 'ProfileUpdated':
      return null
    case 'UsernameTaken':
      return atField('username', result.message)
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
