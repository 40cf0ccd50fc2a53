import type { ReactNode } from 'react'
import { words } from '@/messages/words'

type ReviewListProps<P> = {
  /** What is said of all of them. */
  intro: string
  /** The first of them. */
  people: P[]
  /** How many there are. */
  count: number
  detail: (person: P) => ReactNode
}

/** The first people of a review by name, and how many more there are. */
export function ReviewList<P extends { userId: string; name: string }>(props: ReviewListProps<P>) {
  const { intro, people, count, detail } = props
  if (count === 0) return null
  return (
    <div>
      <p className="font-medium">{intro}</p>
      <ul className="review-list">
        {people.map((person) => (
          <li key={person.userId}>
            <span className="font-medium">{person.name}</span>
            <span className="text-muted">{detail(person)}</span>
          </li>
        ))}
        {count > people.length ? (
          <li className="text-muted">{words('members.bulk.more', { count: count - people.length })}</li>
        ) : null}
      </ul>
    </div>
  )
}
