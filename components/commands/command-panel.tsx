'use client'

import { Modal } from '@heroui/react/modal'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  Text,
} from 'react-aria-components'
import type { FoundApp } from '@/lib/apps/queries'
import type { FoundPerson } from '@/lib/search/queries'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { appPlaces } from './app-places'
import './commands.css'
import type { CommandMenuProps } from './command-menu'
import { CommandIcon } from './place-icon'
import { matching, type Place, placesOf } from './places'
import { useFound } from './use-found'

type CommandPanelProps = CommandMenuProps & { isOpen: boolean; onClose: () => void; onHelp: () => void }

const HELP = 'help'

/** One field that leads to any page, account and member, and to what can be begun. */
export function CommandPanel(props: CommandPanelProps) {
  const { isOpen, onClose } = props
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable>
      <Modal.Container placement="top" size="md" scroll="inside">
        <Modal.Dialog className="commands" aria-label={words('commands.title')}>
          <Commands {...props} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}

function Commands(props: CommandPanelProps) {
  const { account, hasPeople, onClose, onHelp } = props
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const hasApps = props.sections.some(({ key }) => key === 'apps')
  const people = useFound<FoundPerson>(hasPeople ? `/${account}/search/people` : null, typed)
  const apps = useFound<FoundApp>(hasApps ? `/${account}/search/apps` : null, typed)
  const states = [people.state, apps.state]
  const [ofApp] = useState(appPlaces)
  const places = matching([...ofApp, ...placesOf(props)], typed)
  const act = (key: unknown) => {
    onClose()
    if (key === HELP) return onHelp()
    const place = places.find(({ id }) => id === key)
    const app = apps.found.find(({ id }) => id === key)
    const found = app ? `/${account}/apps/${app.handle}` : `/${account}/members/${String(key)}`
    router.push((place?.href ?? found) as Route) // an address of the frame, or of what was found
  }
  const count = places.length + people.found.length + apps.found.length
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={words('commands.field')} autoFocus className="commands__field">
        <Input
          className="commands__input"
          placeholder={words(hasPeople ? 'commands.placeholderPeople' : 'commands.placeholder')}
        />
      </SearchField>
      <p role="status" className="sr-only">
        {typed ? words('commands.count', { count }) : ''}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard too */}
      <div className="commands__list" tabIndex={0}>
        <Menu
          aria-label={words('commands.results')}
          className="commands__menu"
          onAction={act}
          renderEmptyState={() => <Nothing typed={typed} isLooking={states.includes('looking')} />}
        >
          <Section of="page" title={words('commands.pages')} places={places} />
          <Section of="action" title={words('commands.actions')} places={places} />
          <Section of="account" title={words('commands.accounts')} places={places} />
          {apps.found.length > 0 ? <Apps apps={apps.found} /> : null}
          {people.found.length > 0 ? <People people={people.found} /> : null}
          {typed === '' ? (
            <MenuItem id={HELP} textValue={words('commands.shortcuts')} className="commands__item">
              <kbd className="key">?</kbd>
              <Text slot="label">{words('commands.shortcuts')}</Text>
            </MenuItem>
          ) : null}
        </Menu>
      </div>
      {states.includes('failed') ? <p className="commands__note">{words('commands.failed')}</p> : null}
    </Autocomplete>
  )
}

function Section({ of, title, places }: { of: Place['kind']; title: string; places: Place[] }) {
  const lines = places.filter(({ kind }) => kind === of)
  if (lines.length === 0) return null
  return (
    <MenuSection>
      <Header className="commands__head">{title}</Header>
      {lines.map(({ id, label, hint, icon }) => (
        <MenuItem key={id} id={id} textValue={label} className="commands__item">
          <CommandIcon icon={icon} />
          <Text slot="label">{label}</Text>
          {hint ? (
            <Text slot="description" className="commands__hint">
              {hint}
            </Text>
          ) : null}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function Apps({ apps }: { apps: FoundApp[] }) {
  return (
    <MenuSection>
      <Header className="commands__head">{words('commands.apps')}</Header>
      {apps.map(({ id, name, handle }) => (
        <MenuItem key={id} id={id} textValue={name} className="commands__item">
          <Avatar id={id} name={name} size="sm" shape="square" />
          <Text slot="label">{name}</Text>
          <Text slot="description" className="commands__hint">
            {handle}
          </Text>
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function People({ people }: { people: FoundPerson[] }) {
  return (
    <MenuSection>
      <Header className="commands__head">{words('commands.members')}</Header>
      {people.map(({ userId, name, second }) => (
        <MenuItem key={userId} id={userId} textValue={name} className="commands__item">
          <Avatar id={userId} name={name} size="sm" />
          <Text slot="label">{name}</Text>
          {second ? (
            <Text slot="description" className="commands__hint">
              {second}
            </Text>
          ) : null}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function Nothing({ typed, isLooking }: { typed: string; isLooking: boolean }) {
  return (
    <p className="commands__note">
      {isLooking ? words('commands.looking') : words('commands.nothing', { typed })}
    </p>
  )
}
