// Whether the portal in this container answers: the image's health check, where there is no curl.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`, {
  signal: AbortSignal.timeout(4000),
}).catch(() => undefined)
process.exit(answer?.ok ? 0 : 1)
