import type { Client } from './client'

/** One connection. What its borrower has to know when it ends goes to `onEnd`. */
export type Member = { client: Client; onEnd: (() => void) | undefined }

export type Pool = {
  /** One connection for one borrower. The oldest wish goes first. */
  take(): Promise<Member>
  /** Back to the others; a broken one is thrown away and replaced when it is missed. */
  giveBack(member: Member, isBroken: boolean): void
  end(): Promise<void>
}

/**
 * Lends connections. Each is a client of the driver with a single connection: the driver's own way of lending (`reserve`) forgets who
 * waits when another connection ends meanwhile, hands connections to those who have given up, and so runs dry after an outage.
 */
export function openPool(connect: (onclose: () => void, options: object) => Client, size: number): Pool {
  const members = new Set<Member>()
  const idle: Member[] = []
  const waiting: ((member: Member) => void)[] = []
  let known: Known | undefined

  const make = (): Member => {
    const client = connect(() => member.onEnd?.(), { fetch_types: !known })
    if (known) adopt(client, known)
    const member: Member = { client, onEnd: undefined }
    members.add(member)
    return member
  }
  return {
    async take() {
      const free = idle.pop()
      if (free) return free
      if (members.size < size) return make()
      return new Promise((resolve) => waiting.push(resolve))
    },
    giveBack(member, isBroken) {
      member.onEnd = undefined
      if (isBroken) {
        members.delete(member)
        member.client.end({ timeout: 0 }).catch(() => {})
      } else known ??= learn(member.client)
      const next = waiting.shift()
      if (next) next(isBroken ? make() : member)
      else if (!isBroken) idle.push(member)
    },
    async end() {
      await Promise.all([...members].map(({ client }) => client.end({ timeout: 1 })))
    },
  }
}

/**
 * What a connection learns about arrays from the database. One learns it for all: it is a round trip less for each, and a connection
 * that broke meanwhile would raise an error that nobody could catch.
 */
type Known = Record<'parsers' | 'serializers' | 'arrays', Record<number, unknown>>

function learn(client: Client): Known | undefined {
  const { parsers, serializers, arrays } = of(client)
  return Object.keys(arrays).length > 0 ? { parsers, serializers, arrays } : undefined
}

function adopt(client: Client, known: Known): void {
  const own = of(client)
  for (const key of ['parsers', 'serializers', 'arrays'] as const) Object.assign(own[key], known[key])
}

/** The driver keeps them there, and reads them anew for each statement. */
function of({ options }: Client): Known {
  const { parsers, serializers, shared } = options as unknown as Known & {
    shared: { typeArrayMap: Known['arrays'] }
  }
  return { parsers, serializers, arrays: shared.typeArrayMap }
}
