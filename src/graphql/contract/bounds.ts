/** More than PROVIDERS can name in practice. */
export const maxProviders = 50

/** How many roles one user can have. */
export const maxRoles = 64
