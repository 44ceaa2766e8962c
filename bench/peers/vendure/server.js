import {
  bootstrap,
  ChannelService,
  CountryService,
  DefaultLogger,
  LanguageCode,
  LogLevel,
  RequestContextService,
  TransactionalConnection,
  Zone,
  ZoneService,
} from '@vendure/core'

// The shop API with bearer tokens; sign-up signs in without a mailed code, as ours does by default.
const { PORT, DATABASE } = process.env
const app = await bootstrap({
  apiOptions: { hostname: '127.0.0.1', port: Number(PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: 'bearer',
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: 'analytical engine 1843' },
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    database: DATABASE,
    synchronize: true,
    logging: false,
    enableWAL: true,
  },
  paymentOptions: { paymentMethodHandlers: [] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
})

await giveDefaultZone()
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))

/** Nobody can be registered in a channel without zones. */
async function giveDefaultZone() {
  const context = await app.get(RequestContextService).create({ apiType: 'admin' })
  const channels = app.get(ChannelService)
  const channel = await channels.getDefaultChannel(context)
  if (channel.defaultTaxZone) return
  const country = await app.get(CountryService).create(context, {
    code: 'GB',
    enabled: true,
    translations: [{ languageCode: LanguageCode.en, name: 'United Kingdom' }],
  })
  const zone = await app.get(ZoneService).create(context, { name: 'Europe', memberIds: [country.id] })
  const found = await app.get(TransactionalConnection).getRepository(context, Zone).findOneByOrFail({ id: zone.id })
  channel.defaultTaxZone = found
  channel.defaultShippingZone = found
  await app.get(TransactionalConnection).getRepository(context, channel.constructor).save(channel)
}
