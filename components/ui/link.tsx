'use client'

import type { Route } from 'next'
import NextLink from 'next/link'
import { type ComponentProps, useState } from 'react'

type LinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: string; scroll?: boolean }

/** A link that fetches its page ahead when pointed at, never merely for being in view. */
export function Link({ href, onPointerEnter, ...props }: LinkProps) {
  const [isNear, setNear] = useState(false)
  return (
    <NextLink
      href={href as Route /* a caller's path: typed routes cannot see through this component */}
      prefetch={isNear ? null : false}
      onPointerEnter={(event) => {
        setNear(true)
        onPointerEnter?.(event)
      }}
      {...props}
    />
  )
}
