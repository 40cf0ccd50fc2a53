import { exportAudit } from '@/lib/audit/export'
import { downloadRoute } from '@/lib/download-route'

export const GET = downloadRoute(exportAudit)
