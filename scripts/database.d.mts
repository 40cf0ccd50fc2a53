export function prepareDatabase(options: {
  ownerUrl: string
  appSecret: string
  ownerDirectUrl?: string
  appUrl?: string
  workerUrl?: string
}): Promise<{ appUrl: string; workerUrl: string; directUrl: string; changed: boolean }>
