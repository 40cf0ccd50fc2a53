/** A small turning ring; the words beside it say what is going on. */
export function Spinner() {
  return <span className="spin" aria-hidden="true" />
}
