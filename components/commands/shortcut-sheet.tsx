'use client'

import { useState } from 'react'
import { words } from '@/messages/words'
import { DialogPanel } from '../ui/dialog-panel'
import './commands.css'
import type { CommandMenuProps } from './command-menu'
import { ACTION_KEYS, areSingleKeysOn, GO_KEYS, switchSingleKeys } from './shortcuts'

type ShortcutSheetProps = CommandMenuProps & { isOpen: boolean; onClose: () => void }
type Line = { says: string; keys: string[] }

/** Every key that does something here, for this viewer; and the switch for those pressed alone. */
export function ShortcutSheet({ sections, menu, actions, isOpen, onClose }: ShortcutSheetProps) {
  const [isOn, setOn] = useState(areSingleKeysOn)
  const places = [...new Map([...sections, ...menu].map((place) => [place.key, place])).values()]
  const turn = (on: boolean) => {
    switchSingleKeys(on)
    setOn(on)
  }
  return (
    <DialogPanel title={words('commands.shortcuts')} isOpen={isOpen} onClose={onClose}>
      <Keys
        title={words('commands.anywhere')}
        lines={[{ says: words('commands.open'), keys: ['Ctrl', 'K'] }, ...(isOn ? anywhere() : [])]}
      />
      {isOn ? (
        <Keys
          title={words('commands.goTo')}
          lines={places.flatMap(({ key, label }) => {
            const letter = GO_KEYS[key]
            return letter ? [{ says: label, keys: ['G', letter.toUpperCase()] }] : []
          })}
        />
      ) : null}
      {isOn && actions.length > 0 ? (
        <Keys
          title={words('commands.actions')}
          lines={actions.map(({ key, label }) => ({ says: label, keys: [ACTION_KEYS[key].toUpperCase()] }))}
        />
      ) : null}
      <label className="single-keys">
        <input type="checkbox" checked={isOn} onChange={(event) => turn(event.target.checked)} />
        {words('commands.singleKeys')}
      </label>
    </DialogPanel>
  )
}

const anywhere = (): Line[] => [
  { says: words('commands.searchHere'), keys: ['/'] },
  { says: words('commands.shortcuts'), keys: ['?'] },
]

function Keys({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section className="keys">
      <h3 className="keys__title">{title}</h3>
      <dl>
        {lines.map(({ says, keys }) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
