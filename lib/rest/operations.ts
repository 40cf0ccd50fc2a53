import 'server-only'
import type { Operation } from './operation'
import { getApp, listApps } from './operations/apps'

/** THE table of the API: every operation there is. Routes name theirs, and a test sees that each has one; the description comes from here. */
export const operations: readonly Operation[] = [listApps, getApp]
