import type { ComponentProps } from 'react'

type LinkProps = Omit<ComponentProps<'a'>, 'href'> & {
  href: string
  /** `false` keeps the page where it is scrolled to. */
  scroll?: boolean
}

/**
 * A link to another page of the portal: a plain anchor, which costs the server and the browser nothing. One listener,
 * `LinkNavigation` in the layout, changes pages without loading the document anew.
 */
export function Link({ scroll = true, ...props }: LinkProps) {
  return <a data-nav={scroll ? 'page' : 'stay'} {...props} />
}
