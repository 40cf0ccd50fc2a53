import { setTimeout as sleep } from 'node:timers/promises'
import { stop } from './processes.mjs'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5000
const LASTED_MS = 5000

/**
 * A child that is started again whenever it ends: at once where it had been up for a while, later and later where it does not stay up.
 *
 * @param {object} options
 * @param {string} options.name how the log calls it
 * @param {() => import('node:child_process').ChildProcess} options.start
 * @param {(child: import('node:child_process').ChildProcess) => Promise<unknown>} options.isUp resolves when it is, or has ended
 * @param {(message: string) => unknown} [options.onFailedStart] told, instead of trying again, where the first ends before it is up
 * @returns {{isUp: Promise<unknown>, restart: () => Promise<void>, stop: () => Promise<void>}} isUp: of the first start
 */
export function keep({ name, start, isUp, onFailedStart }) {
  let isStopping = false
  let wasUp = false
  let pause = FIRST_PAUSE_MS
  let child
  const hasEnded = (one) => one.exitCode !== null || one.signalCode !== null

  const run = () => {
    let upAt = Number.POSITIVE_INFINITY
    const mine = start()
    child = mine
    mine.ended.then((how) => isStopping || again(how, performance.now() - upAt))
    return isUp(mine).then(() => {
      if (hasEnded(mine) || isStopping) return
      upAt = performance.now()
      if (wasUp) console.error(`${name} is back.`)
      wasUp = true
    })
  }
  const again = async (how, lastedMs) => {
    if (!wasUp && onFailedStart) return onFailedStart(`${name} ended (${how}).`)
    if (lastedMs > LASTED_MS) pause = FIRST_PAUSE_MS
    console.error(`${name} ended (${how}). Starting it again…`)
    await sleep(pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    if (!isStopping) await run()
  }
  return {
    isUp: run(),
    restart: () => stop(child),
    stop: () => {
      isStopping = true
      return stop(child)
    },
  }
}
