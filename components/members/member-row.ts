export type { MemberRow } from '@/lib/members/queries'
