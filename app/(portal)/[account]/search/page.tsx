import type { Metadata } from 'next'
import { matching, placesOf } from '@/components/commands/places'
import { SearchView } from '@/components/commands/search-view'
import { accountRows } from '@/components/shell/account-rows'
import { findApps } from '@/lib/apps/queries'
import { notFound } from '@/lib/errors'
import { loadFrame } from '@/lib/frame/queries'
import { actingAccount, actionsOf, menuOf, sectionsOf } from '@/lib/frame/sections'
import { findPeople } from '@/lib/search/queries'
import { SearchInput } from '@/lib/search/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('commands.title') })

export default async function SearchPage({ params, searchParams }: PageProps<'/[account]/search'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  const { q: typed } = SearchInput.parse(search)
  return answer(`/${account}/search`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (!frame?.entered) throw notFound()
    const hasPeople = frame.entered.account.kind === 'organization'
    const sources = {
      accounts: accountRows(frame.accounts, actingAccount(frame), frame.viewer.picture),
      sections: sectionsOf(frame),
      menu: menuOf(frame),
      actions: actionsOf(frame),
    }
    const hasApps = sources.sections.some(({ key }) => key === 'apps')
    const [people, apps] = await Promise.all([
      hasPeople ? findPeople(caller, account, { q: typed }) : [],
      hasApps ? findApps(caller, account, { q: typed }) : [],
    ])
    const places = matching(placesOf(sources), typed)
    return <SearchView {...{ account, typed, places, people, apps, hasPeople }} />
  })
}
