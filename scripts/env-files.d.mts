export const SETTINGS: readonly string[]
export function readEnvFiles(env: Record<string, string | undefined>): void
