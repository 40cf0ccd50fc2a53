'use client'

import { ErrorPage } from '@/components/shell/error-page'
import { reader } from '@/messages/reader'
import { words } from '@/messages/words'
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
    <html lang={reader().locale} data-theme="system">
      <body>
        <title>{words('shell.globalError.somethingWentWrongMuster')}</title>
        <ErrorPage reference={error.digest} retry={reset} />
      </body>
    </html>
  )
}
