import { downloadRoute } from '@/lib/download-route'
import { exportMembers } from '@/lib/members/export'

export const GET = downloadRoute(exportMembers)
