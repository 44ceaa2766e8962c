/** Settings for a load from one address: it is what the limits are against. */
export const limitsOff = {
  LIMIT_LOGIN_PER_USER: 'off',
  LIMIT_LOGIN_PER_ADDRESS: 'off',
  LIMIT_RIGHT_PASSWORDS: 'off',
  LIMIT_WRITES_PER_USER: 'off',
  LIMIT_REGISTER_PER_ADDRESS: 'off',
  LIMIT_PROVIDER_PER_ADDRESS: 'off',
  LIMIT_REFRESH_PER_SESSION: 'off',
  LIMIT_CODE_PER_ADDRESS: 'off',
  LIMIT_MAIL_PER_RECIPIENT: 'off',
}
