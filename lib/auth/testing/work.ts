/**
 * The processor time in milliseconds that `work` costs this process, its threads included: the middle of several runs. Unlike the time on
 * the clock it does not grow with what else the machine is doing.
 */
export async function costOf(runs: (() => Promise<unknown>)[]): Promise<number> {
  const costs: number[] = []
  for (const work of runs) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
  }
  return costs.sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0
}
