export const OWNER: string
export const DATABASE: string
export function localDatabase(
  dataDir: string,
  options?: { disposable?: boolean },
): Promise<{ url: string; joined: boolean; stop: () => Promise<void> }>
