/** What a webhook is called on pages: what somebody said it is for, or its host. */
export const webhookTitle = ({ description, url }: { description: string; url: string }) =>
  description || hostOf(url)

export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
