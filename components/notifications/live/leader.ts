export type Candidate = {
  /** Becomes the leader although another tab is: that one has not answered, and may be frozen. */
  takeOver(): void
  stop(): void
}

/**
 * Of all the tabs of this browser that stand for `name`, one leads: `lead` is called there and gives what to do when that ends. When its tab
 * closes, another takes its place. By Web Locks, or by a lease where there are none (they need https or localhost).
 */
export function standForLeader(name: string, lead: () => () => void): Candidate {
  return navigator.locks ? standByLock(navigator.locks, name, lead) : standByLease(name, lead)
}

function standByLock(locks: LockManager, name: string, lead: () => () => void): Candidate {
  const stopped = new AbortController()
  let resign: (() => void) | undefined
  const hold = () =>
    new Promise<void>((resolve) => {
      if (stopped.signal.aborted) return resolve()
      const end = lead()
      resign = () => {
        resign = undefined
        end()
        resolve()
      }
    })
  const stand = () => {
    locks.request(name, { signal: stopped.signal }, hold).catch(() => {
      if (stopped.signal.aborted) return
      resign?.() // another tab took over
      stand()
    })
  }
  stand()
  return {
    takeOver() {
      if (resign || stopped.signal.aborted) return
      locks.request(name, { steal: true }, hold).catch(() => resign?.())
    },
    stop() {
      stopped.abort()
      resign?.()
    },
  }
}

const LEASE_MS = 6_000
const TURN_MS = 2_000

type Lease = { by: string; until: number }

function standByLease(name: string, lead: () => () => void): Candidate {
  const own = `${Date.now()}-${Math.random()}`
  let end: (() => void) | undefined
  const turn = (isForced = false) => {
    const held = readLease(name)
    const isOthers = held !== null && held.by !== own && held.until > Date.now()
    if (isOthers && !isForced) {
      end?.()
      end = undefined
      return
    }
    // Two tabs may write at once: the one whose lease was overwritten sees it at its next turn.
    writeLease(name, { by: own, until: Date.now() + LEASE_MS })
    end ??= lead()
  }
  const turns = setInterval(turn, TURN_MS)
  const onStorage = ({ key, newValue }: StorageEvent) => key === name && newValue === null && turn()
  addEventListener('storage', onStorage)
  turn()
  return {
    takeOver: () => turn(true),
    stop() {
      clearInterval(turns)
      removeEventListener('storage', onStorage)
      if (!end) return
      end()
      end = undefined
      writeLease(name, null)
    },
  }
}

function readLease(name: string): Lease | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Lease | null // written below
  } catch {
    return null // not ours, or storage is forbidden: then every tab leads itself
  }
}

function writeLease(name: string, lease: Lease | null): void {
  try {
    if (lease) localStorage.setItem(name, JSON.stringify(lease))
    else localStorage.removeItem(name)
  } catch {} // as above
}
