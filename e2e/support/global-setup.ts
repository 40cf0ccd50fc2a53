import { catchMails } from './mailbox'
import { SMTP_PORT } from './ports'

export default async function setup() {
  const { stop } = await catchMails(SMTP_PORT)
  return stop
}
