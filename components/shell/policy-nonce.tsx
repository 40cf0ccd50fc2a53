'use client'

import { useState } from 'react'

/**
 * The nonce of the page's policy, where React Aria looks for it before it adds a style. The browser holds the document to the policy
 * it came with, while every later answer of the server carries a nonce of its own: so the first one stays.
 */
export function PolicyNonce({ nonce }: { nonce: string }) {
  const [first] = useState(nonce)
  return <meta property="csp-nonce" content={first} nonce={first} suppressHydrationWarning />
}
