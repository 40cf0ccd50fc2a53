import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { env } from '@/lib/env'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ nextauth: string[] }> }

function handler(request: NextRequest, context: Context): Promise<Response> {
  process.env.NEXTAUTH_URL ??= env.APP_URL // the only source of addresses: never the Host header
  // Its types know the parameters of older versions of Next as a plain object; it awaits them all the same.
  return NextAuth(request, context as unknown as { params: { nextauth: string[] } }, authOptions())
}

export { handler as GET, handler as POST }
