'use client'

import { ErrorPage } from '@/components/shell/error-page'

export default function PortalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <ErrorPage reference={error.digest} retry={reset} />
}
