import { SearchX } from 'lucide-react'
import type { ListedCollaborators, ListedShares } from '@/lib/collaborators/queries'
import { words } from '@/messages/words'
import { WhyNot } from '../app-settings/why-not'
import { BackLink } from '../ui/back-link'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { CollaboratorItem } from './collaborator-item'
import { NoCollaborators } from './collaborators-card'
import { UndoRemovalForm } from './share-forms'
import { ShareItem } from './share-item'
import './collaborators.css'

/** What was done to the list last, as the address says it: nobody is told anything that they could not read there. */
export type Said = { changed?: string; removed?: { change: string; count: number; name: string } }
type PageProps = { listed: ListedCollaborators; shares: ListedShares | null; said: Said }

/** Everybody with scopes on an app, and the offers that wait for an answer. */
export function CollaboratorsPage({ listed, shares, said }: PageProps) {
  const { account, app, q, can } = listed
  const page = `/${account.handle}/apps/${app.handle}/settings/collaborators`
  return (
    <div className="grid max-w-[820px] grid-cols-1 gap-4">
      <BackLink href={`/${account.handle}/apps/${app.handle}/settings#collaborators`}>
        {words('settings.title')}
      </BackLink>
      <PageHeader
        title={words('collaborators.title')}
        action={
          can.add ? (
            <LinkButton href={`${page}/add`} variant="primary">
              {words('collaborators.addPage.title')}
            </LinkButton>
          ) : null
        }
      >
        {words('collaborators.pageIntro', { app: app.name })}
      </PageHeader>
      <SaidNotice said={said} at={{ account: account.handle, app: app.handle }} />
      {can.add ? null : <WhyNot why={can.why} />}
      <form method="get" action={page} className="flex gap-2">
        <input
          type="search"
          name="q"
          defaultValue={q ?? ''}
          maxLength={100}
          placeholder={words('collaborators.list.search')}
          aria-label={words('collaborators.list.search')}
          autoComplete="off"
          className="input input--full-width"
        />
        <Button type="submit">{words('collaborators.list.find')}</Button>
      </form>
      <People listed={listed} page={page} />
      {shares && (shares.rows.length > 0 || shares.previous || shares.next) ? (
        <Offers shares={shares} page={page} at={{ account: account.handle, app: app.handle }} />
      ) : null}
    </div>
  )
}

function SaidNotice({
  said: { changed, removed },
  at,
}: {
  said: Said
  at: { account: string; app: string }
}) {
  if (removed)
    return (
      <Notice
        tone="success"
        role="status"
        title={words('collaborators.said.removed', { count: removed.count, name: removed.name })}
        action={<UndoRemovalForm at={at} change={removed.change} />}
      />
    )
  return changed ? (
    <Notice tone="success" role="status" title={words('collaborators.said.changed', { name: changed })} />
  ) : null
}

function People({ listed, page }: { listed: ListedCollaborators; page: string }) {
  const { rows, can, q, previous, next } = listed
  const isChoosable = rows.some((one) => one.can.remove)
  return (
    <Card title={words('collaborators.list.people')}>
      {rows.length > 0 ? (
        <>
          <ul className="collaborators">
            {rows.map((one) => (
              <CollaboratorItem key={one.id} one={one} page={page} isChoosable={isChoosable} />
            ))}
          </ul>
          {isChoosable ? (
            <form id="collaborators-chosen" method="get" action={`${page}/remove`} className="mt-3">
              <Button type="submit" size="sm">
                {words('collaborators.list.removeChosen')}
              </Button>
            </form>
          ) : null}
        </>
      ) : q ? (
        <EmptyState
          icon={<SearchX />}
          title={words('collaborators.list.noMatch', { q })}
          action={<LinkButton href={page}>{words('collaborators.list.everybody')}</LinkButton>}
        />
      ) : (
        <NoCollaborators page={page} canAdd={can.add} />
      )}
      <Paging {...{ page, q, previous, next }} name="cursor" />
    </Card>
  )
}

type OffersProps = { shares: ListedShares; page: string; at: { account: string; app: string } }

function Offers({ shares: { rows, previous, next, q }, page, at }: OffersProps) {
  return (
    <section id="offers" className="scroll-mt-16">
      <Card title={words('collaborators.shares.title')} description={words('collaborators.shares.purpose')}>
        <ul className="collaborators">
          {rows.map((share) => (
            <ShareItem key={share.id} share={share} at={at} />
          ))}
        </ul>
        <Paging {...{ page, q, previous, next }} name="offers" />
      </Card>
    </section>
  )
}

type PagingProps = {
  page: string
  q: string | null
  previous: string | null
  next: string | null
  name: 'cursor' | 'offers'
}

function Paging({ page, q, previous, next, name }: PagingProps) {
  if (!previous && !next) return null
  const to = (cursor: string) =>
    `${page}?${new URLSearchParams({ ...(q ? { q } : {}), [name]: cursor })}${name === 'offers' ? '#offers' : ''}`
  const label = words(name === 'offers' ? 'collaborators.shares.pages' : 'collaborators.list.pages')
  return (
    <nav className="mt-3 flex justify-end gap-2" aria-label={label}>
      {previous ? <LinkButton href={to(previous)}>{words('collaborators.list.previous')}</LinkButton> : null}
      {next ? <LinkButton href={to(next)}>{words('collaborators.list.next')}</LinkButton> : null}
    </nav>
  )
}
