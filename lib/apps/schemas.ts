import { z } from 'zod'
import { BASE_WORKFLOWS, VISIBILITIES } from '@/lib/app-settings/choices'
import { NOTES_LENGTH } from '@/lib/app-settings/limits'
import { isHandle } from '@/lib/handles'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'
import { RESERVED_APP_IDS } from './ids'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The ID of an app, unique in its account and in lower case: what stands in the address after `apps/`. */
export const AppHandle = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, says('apps.schemas.idTooShort'))
  .max(40, says('apps.schemas.idTooLong'))
  .refine(isHandle, says('apps.schemas.idSigns'))
  .refine((handle) => !RESERVED_APP_IDS.has(handle), says('apps.schemas.idReserved'))

export const AppName = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(2, says('apps.schemas.nameTooShort'))
      .max(80, says('apps.schemas.nameTooLong'))
      // What cannot be seen would tell two apps apart that look the same.
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('apps.schemas.nameSigns')),
  )

export const AppDescription = z.string().trim().max(300, says('apps.schemas.descriptionTooLong'))

/** Line ends as one character: a form sends two for each, and would find fewer characters left than it shows. */
const lines = (text: string) => text.replace(/\r\n?/g, '\n').trim()
export const AppNotes = z
  .string()
  .transform(lines)
  .pipe(z.string().max(NOTES_LENGTH, says('appSettings.schemas.notesTooLong', { most: NOTES_LENGTH })))
export const AppVisibility = z.enum(VISIBILITIES, says('appSettings.schemas.visibility'))
export const AppBaseWorkflow = z.enum(BASE_WORKFLOWS, says('appSettings.schemas.baseWorkflow'))

/** The languages that the names of concepts may be in to begin with, by their BCP 47 tags. */
export const APP_LANGUAGES = [
  'ar',
  'bn',
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'hi',
  'hu',
  'it',
  'ja',
  'ko',
  'nl',
  'no',
  'pa',
  'pl',
  'pt',
  'ru',
  'sv',
  'tr',
  'uk',
  'zh',
  'zh-TW',
] as const
export const AppLanguage = z.enum(APP_LANGUAGES, says('apps.schemas.language'))

/** The rest is what the settings of an app hold, for programs that give all at once. */
export const CreateAppInput = z.object({
  name: AppName,
  handle: AppHandle,
  description: AppDescription.default(''),
  defaultLanguage: AppLanguage.default('en'),
  notes: AppNotes.default(''),
  visibility: AppVisibility.default('private'),
  baseWorkflow: AppBaseWorkflow.default('none'),
})
export type CreateAppInput = z.output<typeof CreateAppInput>

/** What goes along with a duplicate. */
export const DUPLICABLE = ['description', 'notes', 'settings', 'teams', 'collaborators'] as const
export type Duplicable = (typeof DUPLICABLE)[number]
const many = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value])
export const DuplicateAppInput = z.object({
  name: AppName,
  handle: AppHandle,
  include: z.preprocess(many, z.array(z.enum(DUPLICABLE)).max(10)),
})

/** The ID of the app, typed by hand. */
export const DeleteAppInput = z.object({ confirmation: z.string().trim().max(200) })
export const RestoreAppInput = z.object({ appId: z.uuid() })
export const MarkAppInput = z.object({ on: z.preprocess((v) => one(v) === '1', z.boolean()) })
export type MarkAppInput = z.output<typeof MarkAppInput>

/** How many pins a person has in one account; `mark_app` in `db/walls/17-my-apps.sql` holds the same. */
export const PINS = 12

/** Three and two go into each: a page of the grid has no gaps. */
export const APP_PAGE_SIZES = [24, 48, 96] as const
export const APP_VIEWS = ['grid', 'list'] as const

/** The address of a list of apps. Whatever does not fit falls back to its default: a bad address shows a list, not an error. */
export const AppsSearch = z
  .object({
    q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).catch('')),
    sort: z.preprocess(one, z.enum(['updated', 'name']).catch('updated')),
    dir: z.preprocess(one, z.enum(['asc', 'desc']).optional().catch(undefined)),
    view: z.preprocess(one, z.enum(APP_VIEWS).catch('grid')),
    size: z.preprocess(
      (v) => Number(one(v)),
      z.union(APP_PAGE_SIZES.map((n) => z.literal(n))).catch(APP_PAGE_SIZES[0]),
    ),
    cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
  })
  .transform(({ dir, ...search }) => ({ ...search, dir: dir ?? usualDir(search.sort) }))
export type AppsSearch = z.output<typeof AppsSearch>

/** A list of apps as a program walks through it, which is told what does not fit. */
export const AppsWalk = z.object({
  q: z.string().trim().max(100).default(''),
  sort: z.enum(['updated', 'name']),
  dir: z.enum(['asc', 'desc']),
  size: z.number().int().min(1).max(1000),
  cursor: z.string().max(2000).optional(),
})

/** What is newest stands first, and A before Z. */
export const usualDir = (sort: 'updated' | 'name') => (sort === 'updated' ? 'desc' : 'asc')

export const DeletedAppsSearch = z.object({
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
