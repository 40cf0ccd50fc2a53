/** How often a race is run: as often as the tests have time for, or as `npm run endure -- races` says, in accepted invitations. */
const factor = Math.max(Number(process.env.MUSTER_RACES ?? 4000) / 4000, 0.01)

export const raced = (times: number): number => Math.ceil(times * factor)
export const raceLimitMs = (ms: number): number => ms * Math.max(factor, 1)
