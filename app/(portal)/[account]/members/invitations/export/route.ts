import { downloadRoute } from '@/lib/download-route'
import { exportInvitations } from '@/lib/invitations/export'

export const GET = downloadRoute(exportInvitations)
