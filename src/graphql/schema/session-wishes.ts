import { Field, InputType, Int } from 'type-graphql'
import { type TokenDelivery, TokenDeliveryEnum } from '../contract/enums.js'

export const ExpiresInField = (): PropertyDecorator =>
  Field(() => Int, {
    nullable: true,
    description: 'Wanted lifetime of access tokens in seconds, up to ACCESS_TOKEN_MAX_LIFETIME. Refreshes keep it.',
  })

export const DeviceNameField = (): PropertyDecorator =>
  Field(() => String, {
    nullable: true,
    description: 'A name for this device in the list of sessions: up to 100 code points.',
  })

export const DeliveryField = (): PropertyDecorator =>
  Field(() => TokenDeliveryEnum, { defaultValue: 'BODY', description: 'How the refresh token reaches the client.' })

/** What a client can ask for when it signs in. */
@InputType()
export abstract class SessionWishes {
  @ExpiresInField()
  expiresIn?: number | null
  @DeviceNameField()
  deviceName?: string | null
  @DeliveryField()
  delivery!: TokenDelivery
}
