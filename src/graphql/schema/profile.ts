import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { Sex } from '../../users/profile.js'

export const SexEnum = { NOT_KNOWN: 0, MALE: 1, FEMALE: 2, NOT_APPLICABLE: 9 } as const satisfies Record<string, Sex>
registerEnumType(SexEnum, {
  name: 'Sex',
  description: 'Sex by ISO/IEC 5218.',
  valuesConfig: {
    NOT_KNOWN: { description: 'Code 0: the sex is not known.' },
    MALE: { description: 'Code 1.' },
    FEMALE: { description: 'Code 2.' },
    NOT_APPLICABLE: { description: 'Code 9: the question does not apply.' },
  },
})

@ObjectType({ description: 'Facts about a person. Every field is null until it is set.' })
export class Profile {
  @Field(() => SexEnum, { nullable: true, description: 'Sex by ISO/IEC 5218.' })
  sex!: Sex | null
  @Field(() => Int, { nullable: true, description: 'Age in years.' })
  age!: number | null
  @Field(() => String, { nullable: true, description: 'Address of a picture: http or https.' })
  portraitUrl!: string | null
  @Field(() => String, { nullable: true, description: 'Name of the clinic where the person works.' })
  clinic!: string | null
  @Field(() => String, { nullable: true, description: 'Mobile telephone number, as typed.' })
  mobile!: string | null
  @Field(() => String, { nullable: true, description: 'Landline telephone number, as typed.' })
  landline!: string | null
  @Field(() => String, { nullable: true, description: 'Name or number of a professional certificate.' })
  certificate!: string | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether an administrator has checked the certificate. Users cannot set it.',
  })
  certificateChecked!: boolean | null
  @Field(() => String, { nullable: true, description: 'Identifier of the person at WeChat.' })
  wechatId!: string | null
  @Field(() => String, { nullable: true, description: 'A text about the person. It may have several lines.' })
  intro!: string | null
  @Field(() => String, { nullable: true, description: 'School or university of the person.' })
  school!: string | null
  @Field(() => String, { nullable: true, description: 'Subject of study.' })
  major!: string | null
}

@InputType({ description: 'Leave a field out to keep its value; give null to clear it.' })
export class ProfileInput {
  @Field(() => SexEnum, { nullable: true, description: 'Sex by ISO/IEC 5218.' })
  sex?: Sex | null
  @Field(() => Int, { nullable: true, description: 'Age in years: 0 to 150.' })
  age?: number | null
  @Field(() => String, { nullable: true, description: 'Address of a picture: http or https, up to 2048 code points.' })
  portraitUrl?: string | null
  @Field(() => String, { nullable: true, description: 'Name of the clinic: up to 200 code points.' })
  clinic?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Mobile telephone number: up to 32 digits, spaces and + ( ) . / -',
  })
  mobile?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Landline telephone number: up to 32 digits, spaces and + ( ) . / -',
  })
  landline?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Name or number of a professional certificate: up to 200 code points.',
  })
  certificate?: string | null
  @Field(() => String, { nullable: true, description: 'Identifier at WeChat: up to 64 code points.' })
  wechatId?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'A text about the person: up to 4000 code points. It may have several lines.',
  })
  intro?: string | null
  @Field(() => String, { nullable: true, description: 'School or university: up to 200 code points.' })
  school?: string | null
  @Field(() => String, { nullable: true, description: 'Subject of study: up to 200 code points.' })
  major?: string | null
}
