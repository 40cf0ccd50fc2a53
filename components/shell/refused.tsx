import type { AppError } from '@/lib/errors'
import { LinkButton } from '../ui/button'

const titles: Partial<Record<AppError['code'], string>> = {
  forbidden: 'This is not open to you',
  not_found: 'There is nothing here',
  expired: 'This has expired',
  rate_limited: 'That was too often',
}

/** A refusal as ordinary content of the page: what, why, and the way back. */
export function Refused({ code, message }: { code: AppError['code']; message: string }) {
  return (
    <div className="mx-auto flex w-full max-w-[52ch] flex-col items-start gap-4 py-10">
      <div>
        <h1 className="text-xl leading-7 font-semibold tracking-[-0.01em]">
          {titles[code] ?? 'That did not work'}
        </h1>
        <p className="mt-1 text-muted">{message}</p>
      </div>
      <LinkButton href="/">Go to the start page</LinkButton>
    </div>
  )
}
