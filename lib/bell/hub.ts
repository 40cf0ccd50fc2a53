import 'server-only'
import { log } from '@/lib/log'
import { type Listener, listenForBells } from './listener'
import { type Bell, readBells, type SignIn } from './read'

/** Several devices of one person, a browser on each; whoever opens more is asked to poll. */
const MOST_OF_A_PERSON = 12
/** About 30 kB each: what a process may spend on open streams. */
const MOST_OF_A_PROCESS = 2_000
/** Notices of one moment are looked up together. */
const GATHER_MS = 25
const BEAT_MS = 15_000
/** How often every sign-in is checked again where nothing rang: it may have run out, and a ring may have been missed. */
const CHECK_MS = 60_000
/** Sign-ins a statement asks for. */
const AT_ONCE = 500

/** One open stream, as its browser's end of it is to be told. */
export type Ear = SignIn & {
  tell(bell: Bell): void
  beat(): void
  /** `over`: the sign-in has ended. `closing`: this process is ending, or what was told is not taken. */
  end(why: 'over' | 'closing'): void
}

export type Refusal = 'over' | 'too_many' | 'full' | 'closing'

/** Brings what the database tells of to the streams that are open in this process, and ends those whose sign-in is over. */
export class Hub {
  private readonly ears = new Map<string, Set<Ear>>()
  private readonly told = new Map<Ear, string>()
  private readonly waiting = new Map<Ear, (refusal: Refusal | null) => void>()
  private readonly rung = new Set<string>()
  private count = 0
  private isClosing = false
  private isAll = false
  private looking: Promise<void> | undefined
  private gathering: NodeJS.Timeout | undefined
  private listener: Listener | undefined
  private timers: NodeJS.Timeout[] = []

  constructor(private readonly listenUrl: string) {}

  /**
   * Adds a stream, and tells it what its bell shows once that is known. Gives why not, where it is not added. Throws where the database does not
   * answer.
   */
  async join(ear: Ear): Promise<Refusal | null> {
    if (this.isClosing) return 'closing'
    if (this.count >= MOST_OF_A_PROCESS) return 'full'
    const own = this.ears.get(ear.userId) ?? new Set()
    if (own.size >= MOST_OF_A_PERSON) return 'too_many'
    this.start()
    // Before asking, so that nothing rings unheard in between.
    this.ears.set(ear.userId, own.add(ear))
    this.count++
    const answer = new Promise<Refusal | null>((resolve) => this.waiting.set(ear, resolve))
    this.rung.add(ear.userId)
    await this.look().catch((error: unknown) => {
      this.leave(ear)
      throw error
    })
    return answer
  }

  leave(ear: Ear): void {
    const own = this.ears.get(ear.userId)
    if (!own?.delete(ear)) return
    this.count--
    this.told.delete(ear)
    this.answer(ear, 'closing')
    if (own.size === 0) this.ears.delete(ear.userId)
  }

  /** Ends every stream and takes no more. */
  async close(): Promise<void> {
    this.isClosing = true
    for (const timer of this.timers) clearInterval(timer)
    clearTimeout(this.gathering)
    for (const ear of this.all()) this.end(ear, 'closing')
    await this.listener?.stop()
  }

  private start(): void {
    if (this.listener) return
    this.listener = listenForBells(this.listenUrl, {
      onRing: (userIds) => this.ring(userIds),
      onListening: () => this.ringAll(),
    })
    const beat = () => {
      for (const ear of this.all()) ear.beat()
    }
    this.timers = [setInterval(beat, BEAT_MS), setInterval(() => this.ringAll(), CHECK_MS)]
    for (const timer of this.timers) timer.unref()
  }

  private all(): Ear[] {
    return [...this.ears.values()].flatMap((own) => [...own])
  }

  private ring(userIds: string[]): void {
    for (const id of userIds) if (this.ears.has(id)) this.rung.add(id)
    if (this.rung.size > 0) this.lookSoon()
  }

  private ringAll(): void {
    this.isAll = true
    this.lookSoon()
  }

  private lookSoon(): void {
    if (this.isClosing) return
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined
      this.look().catch((error: unknown) => log.warn({ err: error }, 'bells could not be looked up'))
    }, GATHER_MS)
  }

  /** One look after the other, so that an older answer never comes after a newer one. Settles when what has rung by now was looked up. */
  private look(): Promise<void> {
    const before = this.looking ?? Promise.resolve()
    const now = before.catch(() => {}).then(() => this.lookNow())
    this.looking = now
    return now
  }

  private async lookNow(): Promise<void> {
    const ears = this.isAll ? this.all() : [...this.rung].flatMap((id) => [...(this.ears.get(id) ?? [])])
    this.isAll = false
    this.rung.clear()
    try {
      for (let from = 0; from < ears.length; from += AT_ONCE)
        await this.compare(ears.slice(from, from + AT_ONCE))
    } catch (error) {
      this.isAll = true // the next look makes up for this one
      throw error
    }
  }

  private async compare(ears: Ear[]): Promise<void> {
    const bells = await readBells(ears)
    for (const ear of ears) {
      const bell = bells.get(ear.sessionId)
      if (bell) this.tell(ear, bell)
      else this.end(ear, 'over')
    }
  }

  private tell(ear: Ear, bell: Bell): void {
    if (!this.ears.get(ear.userId)?.has(ear)) return // it left while we looked
    this.answer(ear, null)
    const words = JSON.stringify(bell)
    if (this.told.get(ear) === words) return
    this.told.set(ear, words)
    ear.tell(bell)
  }

  private end(ear: Ear, why: 'over' | 'closing'): void {
    this.answer(ear, why)
    this.leave(ear)
    ear.end(why)
  }

  private answer(ear: Ear, refusal: Refusal | null): void {
    this.waiting.get(ear)?.(refusal)
    this.waiting.delete(ear)
  }
}
