/** Where the portal under test and its mail server listen; `npm test` picks free ones. */
export const PORT = Number(process.env.E2E_PORT ?? 3210)
export const SMTP_PORT = Number(process.env.E2E_SMTP_PORT ?? 3211)
