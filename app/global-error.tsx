'use client'

import { ErrorPage } from '@/components/shell/error-page'
import './globals.css'

/** Stands in for the whole document where even the layout failed. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Something went wrong · Muster</title>
        <ErrorPage reference={error.digest} retry={reset} />
      </body>
    </html>
  )
}
