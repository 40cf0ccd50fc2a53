import 'server-only'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { type Messages, words } from '@/messages/words'
import { MAX_PASSWORD_LENGTH } from './password-length'

/** Words that are easily guessed for this person: their name, their address, where they belong. */
export type Context = {
  username: string
  firstName: string
  lastName: string
  email: string
  organizations?: readonly string[]
}

const PRODUCT = 'muster'
const SHORTEST_WORD = 4
const STRONG = 4 // more than 10^10 guesses, by zxcvbn's estimate

/**
 * Why `password` may not be chosen by this person, in one sentence, or null where nothing speaks against it. Looks at the list of
 * common passwords, also in rows, repeated and with letters exchanged, and at names that belong to the person and to this product
 * (OWASP ASVS 6.2.4 and 6.2.11). No rule about kinds of characters (NIST SP 800-63B-4, 3.1.1.2).
 */
export async function refusePassword(password: string, context: Context): Promise<string | null> {
  const plain = bare(password)
  for (const [leave, own] of ownWords(context)) {
    if (own.some((word) => plain.includes(word))) return words(`auth.passwordStrength.leaveOut.${leave}`)
  }
  const { score } = (await estimator()).check(password.normalize('NFKC'))
  return score < STRONG ? words('auth.passwordStrength.thisPasswordIsEasilyGuessedIt') : null
}

/** Letters and digits alone, so that `L.e.n.a` is still Lena. */
const bare = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

type Own = keyof Messages['auth']['passwordStrength']['leaveOut']

function ownWords({ username, firstName, lastName, email, organizations = [] }: Context): [Own, string[]][] {
  const [mailbox = '', host = ''] = email.split('@')
  const groups: [Own, string[]][] = [
    ['portal', [PRODUCT]],
    ['username', [username]],
    ['name', [firstName, lastName, `${firstName}${lastName}`]],
    ['email', [mailbox, ...mailbox.split(/[._+-]+/), host]],
    ['organization', [...organizations]],
  ]
  return groups.map(([own, names]) => [own, names.map(bare).filter((word) => word.length >= SHORTEST_WORD)])
}

let loading: Promise<ZxcvbnFactory> | undefined

/** The dictionaries take some megabytes, so they come when the first password is chosen. */
function estimator(): Promise<ZxcvbnFactory> {
  loading ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: MAX_PASSWORD_LENGTH / 2 }),
  )
  return loading
}
