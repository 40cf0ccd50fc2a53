import type { Metadata } from 'next'
import { CollaboratorsPage, type Said } from '@/components/collaborators/collaborators-page'
import { listCollaborators, listShares } from '@/lib/collaborators/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborators.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/collaborators'>

export default async function ListPage({ params, searchParams }: Props) {
  const [{ account, app }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/settings/collaborators`, async (caller) => {
    const listed = await listCollaborators(caller, account, app, { q: search.q, cursor: search.cursor })
    const shares = listed.can.viewShares
      ? await listShares(caller, account, app, { q: search.q, cursor: search.offers })
      : null
    return <CollaboratorsPage listed={listed} shares={shares} said={saidIn(search)} />
  })
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.slice(0, 200)

function saidIn(search: Awaited<Props['searchParams']>): Said {
  const change = one(search.removed)
  if (!change) return { changed: one(search.changed) }
  const count = Math.min(Number(one(search.count)) || 1, 10_000)
  return { removed: { change, count, name: one(search.name) ?? '' } }
}
