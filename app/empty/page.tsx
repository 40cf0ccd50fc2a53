import { connection } from 'next/server'

/** Nothing, rendered for every request behind the same proxy: the unit in which the other pages' speed is measured. */
export default async function EmptyPage() {
  await connection()
  return <p>Nothing here.</p>
}
