import type { ProfileFieldsFragment } from 'latchkey/client/operations'
import { Field } from '../form/field'
import { TextField } from '../form/text-field'
import { useTexts } from '../texts/language.ts'
import { type ProfileFieldChoice, type ProfileFieldName, sexes } from './read-profile.ts'

interface ProfileFieldsProps extends ProfileFieldChoice {
  areRequired?: boolean
  profile?: ProfileFieldsFragment
}

export function ProfileFields({ prefix, names, areRequired = false, profile }: ProfileFieldsProps) {
  return names.map((name) => (
    <ProfileField
      key={name}
      field={name}
      name={prefix + name}
      isOptional={!areRequired}
      value={String(profile?.[name] ?? '')}
    />
  ))
}

interface ProfileFieldProps {
  field: ProfileFieldName
  name: string
  isOptional: boolean
  value: string
}

function ProfileField({ field, ...given }: ProfileFieldProps) {
  const { profile: texts } = useTexts()
  const { value, ...shared } = { ...given, label: texts[field] }
  switch (field) {
    case 'sex':
      return <SexField {...shared} value={value} />
    case 'intro':
      return <Field {...shared}>{(input) => <textarea {...input} rows={4} defaultValue={value} />}</Field>
    case 'age':
      return <TextField {...shared} inputMode="numeric" defaultValue={value} />
    case 'mobile':
    case 'landline':
      return <TextField {...shared} type="tel" autoComplete={field === 'mobile' ? 'tel' : 'off'} defaultValue={value} />
    case 'portraitUrl':
      return <TextField {...shared} type="url" defaultValue={value} />
    default:
      return <TextField {...shared} defaultValue={value} />
  }
}

interface SexFieldProps {
  name: string
  label: string
  isOptional: boolean
  value: string
}

function SexField({ value, ...shared }: SexFieldProps) {
  const { profile: texts } = useTexts()
  return (
    <Field {...shared}>
      {(input) => (
        <select {...input} defaultValue={value}>
          <option value="">{texts.notSaid}</option>
          {sexes.map((sex) => (
            <option key={sex} value={sex}>
              {texts.sexes[sex]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
