import { ArrowLeft } from 'lucide-react'
import { Link } from './link'

/** The way up to the list that a page belongs to, above its title. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-link inline-flex min-h-6 items-center gap-1.5 justify-self-start">
      <ArrowLeft aria-hidden="true" className="size-4" />
      {children}
    </Link>
  )
}
