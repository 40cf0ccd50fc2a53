import { Lock } from 'lucide-react'

/** Why a part stays as it is for its reader, and who can change it. */
export function WhyNot({ why }: { why: string }) {
  return (
    <p className="flex items-start gap-2 text-[13px] leading-[18px] text-muted">
      <Lock aria-hidden="true" className="mt-px size-4 flex-none" />
      {why}
    </p>
  )
}
