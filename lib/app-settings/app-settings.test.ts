import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona, type Place, type world as World } from '@/db/testing/world'
import { findMovedApp, loadApp } from '@/lib/app-frame/queries'
import { appSections } from '@/lib/app-frame/sections'
import { TEAM_PERMISSIONS, type TeamPermission } from '@/lib/permissions/rules'
import { changeAppId, changeAppVisibility, changeBaseWorkflow, updateApp, updateAppNotes } from './commands'
import { getAppOverview, listAppEvents } from './overview'
import { getAppSettings } from './queries'

const tail = () => crypto.randomUUID().slice(0, 8)
const historyOf = (place: { id: string }) =>
  ownerSql()`select event, target_name, before, after from audit_events where org_id = ${place.id} order by id`
const appOf = async (id: string) =>
  (
    await ownerSql()`select handle, name, description, notes, visibility, base_workflow, default_language from apps where id = ${id}`
  )[0]
const details = (more: object = {}) => ({
  name: 'Fruit',
  description: 'Tells ripe from green.',
  defaultLanguage: 'de' as const,
  ...more,
})

/** Somebody who reaches `app` through a team with `permission`, and nothing else. */
async function contributor(
  world: typeof World,
  place: Place,
  app: { id: string },
  permission: TeamPermission,
) {
  const who = await world.member(place, 'team_contributor')
  const team = await world.team(place, { people: [who] })
  await world.teamApp(place, team.id, app.id, permission)
  return who
}

const changes = {
  'app.editDescription': (who: Persona, place: Place, app: string) =>
    updateApp(who.caller, place.account, { app, ...details() }),
  'app.editNotes': (who: Persona, place: Place, app: string) =>
    updateAppNotes(who.caller, place.account, { app, notes: '# Fruit' }),
  'app.changeVisibility': (who: Persona, place: Place, app: string) =>
    changeAppVisibility(who.caller, place.account, { app, visibility: 'public' }),
  'baseWorkflow.edit': (who: Persona, place: Place, app: string) =>
    changeBaseWorkflow(who.caller, place.account, { app, baseWorkflow: 'text' }),
  'app.editId': (who: Persona, place: Place, app: string) =>
    changeAppId(who.caller, place.account, { app, handle: `renamed-${tail()}` }),
}
const EVERYTHING = Object.keys(changes) as (keyof typeof changes)[]

describe('the settings of an app', () => {
  test('are changed by an Admin, and the history says what from and what to', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const { caller } = place.admin
    const at = { app: app.handle }
    await updateApp(caller, place.account, { ...at, ...details({ name: '  Fruit   shop ' }) })
    await updateApp(caller, place.account, { ...at, ...details({ name: 'Fruit shop' }) })
    await updateAppNotes(caller, place.account, { ...at, notes: '# Fruit\r\n\r\ntext\r\n' })
    await changeAppVisibility(caller, place.account, { ...at, visibility: 'organization' })
    await changeBaseWorkflow(caller, place.account, { ...at, baseWorkflow: 'image' })
    await changeBaseWorkflow(caller, place.account, { ...at, baseWorkflow: 'none' })
    expect(await appOf(app.id)).toEqual({
      handle: app.handle,
      name: 'Fruit shop',
      description: 'Tells ripe from green.',
      notes: '# Fruit\n\ntext',
      visibility: 'organization',
      base_workflow: null,
      default_language: 'de',
    })
    expect(await historyOf(place)).toEqual([
      {
        event: 'app.updated',
        target_name: app.handle,
        before: { name: app.handle, description: '', defaultLanguage: 'en' },
        after: { name: 'Fruit shop', description: 'Tells ripe from green.', defaultLanguage: 'de' },
      },
      {
        event: 'app.notesEdited',
        target_name: 'Fruit shop',
        before: { notes: '' },
        after: { notes: '# Fruit\n\ntext' },
      },
      {
        event: 'app.visibilityChanged',
        target_name: 'Fruit shop',
        before: { visibility: 'private' },
        after: { visibility: 'organization' },
      },
      {
        event: 'app.baseWorkflowChanged',
        target_name: 'Fruit shop',
        before: { baseWorkflow: null },
        after: { baseWorkflow: 'image' },
      },
      {
        event: 'app.baseWorkflowChanged',
        target_name: 'Fruit shop',
        before: { baseWorkflow: 'image' },
        after: { baseWorkflow: null },
      },
    ])
    const events = await listAppEvents(caller, place.account, app.handle, {})
    expect(events).toHaveLength(5)
    expect(events[0]?.event).toBe('app.baseWorkflowChanged')
  })

  test.for([
    ['name', details({ name: '  ' })],
    ['name', details({ name: 'F\u200bruit' })],
    ['description', details({ description: 'x'.repeat(301) })],
    ['defaultLanguage', details({ defaultLanguage: 'xx' })],
  ] as const)('a bad %s is refused beside its field', async ([field, input], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    await expect(
      updateApp(place.admin.caller, place.account, { app: app.handle, ...input } as never),
    ).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.any(String) } })
  })

  test('are open to each team permission as its column says, past the guard too, and to no more', async ({
    world,
  }) => {
    const place = await world.organization()
    const given: Record<TeamPermission, string[]> = {
      full_access: ['app.editDescription', 'app.editNotes'],
      model_trainer: [],
      labeler_lead: [],
      labeler_worker: [],
    }
    for (const { key } of TEAM_PERMISSIONS) {
      const app = await world.app(place)
      const who = await contributor(world, place, app, key)
      for (const permission of EVERYTHING) {
        const attempt = changes[permission](who, place, app.handle)
        if (given[key].includes(permission)) await attempt
        else
          await expect(attempt, `${key} ${permission}`).rejects.toMatchObject({
            code: 'forbidden',
            permission,
          })
      }
      const pastGuard = (statement: string) =>
        database().begin(async (sql) => {
          await sql`select 1 from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${place.account}, ${app.handle}) e`
          await sql.unsafe(statement)
        })
      const notes = pastGuard(`select change_app('{"notes": "forged"}')`)
      if (given[key].includes('app.editNotes')) await notes
      else await expect(notes, key).rejects.toThrow(/not theirs/)
      await expect(
        pastGuard(`select change_app('{"notes": "x", "visibility": "public"}')`),
        key,
      ).rejects.toThrow(/not theirs/)
      await expect(pastGuard(`select * from rename_app('forged')`), key).rejects.toThrow(/not theirs/)
      expect(await pastGuard(`select * from app_destinations()`)).toBeUndefined()
    }
  })

  test('an Organization User reads them with the reason, and the manager roles find no app', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const user = await world.member(place, 'organization_user')
    const settings = await getAppSettings(user.caller, place.account, app.handle, {})
    for (const part of [
      'editId',
      'editDescription',
      'editNotes',
      'changeVisibility',
      'editBaseWorkflow',
    ] as const)
      expect(settings.can[part], part).toEqual({
        may: false,
        why: expect.stringContaining('can change your role'),
      })
    for (const permission of EVERYTHING)
      await expect(changes[permission](user, place, app.handle)).rejects.toMatchObject({ code: 'forbidden' })
    for (const role of ['financial_manager', 'infrastructure_manager'] as const) {
      const who = await world.member(place, role)
      await expect(getAppOverview(who.caller, place.account, app.handle, {})).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(getAppSettings(who.caller, place.account, app.handle, {})).rejects.toMatchObject({
        code: 'not_found',
      })
      for (const permission of EVERYTHING)
        await expect(changes[permission](who, place, app.handle)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('a collaborator with the scope changes them, one without finds no settings', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [editor, reader, none] = [await world.person(), await world.person(), await world.person()]
    await world.collaborator(place, app.id, editor, ['Apps:Get', 'Apps:Add'])
    await world.collaborator(place, app.id, reader, ['Apps:Get'])
    await world.collaborator(place, app.id, none, ['Predict'])
    // What one may not see is not there, whatever else one may do in it.
    await expect(getAppOverview(none.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await loadApp(none.caller, place.account, app.handle)).toBeNull()
    for (const permission of EVERYTHING.slice(0, 4)) await changes[permission](editor, place, app.handle)
    await expect(changes['app.editNotes'](reader, place, app.handle)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(getAppSettings(reader.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await changes['app.editId'](editor, place, app.handle)
  })
})

describe('the frame of an app', () => {
  test('shows what its viewer may open and what exists, and a public app to a stranger its overview alone', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place, { visibility: 'public' })
    const sections = async (who: Persona) => {
      const entered = await loadApp(who.caller, place.account, app.handle)
      return entered && appSections(entered).map(({ key }) => key)
    }
    expect(await sections(place.admin)).toEqual(['overview', 'members', 'settings'])
    expect(await sections(await world.member(place, 'organization_user'))).toEqual([
      'overview',
      'members',
      'settings',
    ])
    expect(await sections(await contributor(world, place, app, 'full_access'))).toEqual([
      'overview',
      'members',
      'settings',
    ])
    expect(await sections(await contributor(world, place, app, 'labeler_worker'))).toEqual(['overview'])
    const stranger = await world.person()
    expect(await sections(stranger)).toEqual(['overview'])
    const seen = await getAppOverview(stranger.caller, place.account, app.handle, {})
    expect(seen).toMatchObject({
      name: app.handle,
      counts: { teams: null, collaborators: null },
      abilities: [],
      can: { viewHistory: false },
    })
    await expect(listAppEvents(stranger.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(getAppSettings(stranger.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    const hidden = await world.app(place)
    await expect(getAppOverview(stranger.caller, place.account, hidden.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('a labeler sees neither teams nor history of the app, an Admin both', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const worker = await contributor(world, place, app, 'labeler_worker')
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['Apps:Get'])
    const overview = (who: Persona) => getAppOverview(who.caller, place.account, app.handle, {})
    expect((await overview(place.admin)).counts).toEqual({
      teams: { count: 1, isMore: false },
      collaborators: { count: 1, isMore: false },
    })
    expect(await overview(worker)).toMatchObject({
      counts: { teams: null, collaborators: null },
      can: { viewHistory: false },
    })
    expect((await overview(worker)).abilities.length).toBeGreaterThan(0)
    await expect(listAppEvents(worker.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the ID of an app', () => {
  test('changes; the old one leads on, can be taken back, and nobody else gets it', async ({ world }) => {
    const place = await world.organization()
    const [app, other] = [await world.app(place), await world.app(place)]
    const { caller } = place.admin
    const handle = `renamed-${tail()}`
    expect(
      await changeAppId(caller, place.account, { app: app.handle, handle: handle.toUpperCase() }),
    ).toMatchObject({ account: place.account, handle })
    for (const address of [app.handle, handle])
      expect((await loadApp(caller, place.account, address))?.app).toMatchObject({ id: app.id, handle })
    expect((await getAppSettings(caller, place.account, app.handle, {})).formers).toMatchObject([
      { handle: app.handle },
    ])
    const taking = changeAppId(caller, place.account, { app: other.handle, handle: app.handle })
    await expect(taking).rejects.toMatchObject({ code: 'conflict', fields: { handle: expect.any(String) } })
    await expect(changeAppId(caller, place.account, { app: other.handle, handle })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      ownerSql()`insert into apps (org_id, handle, name) values (${place.id}, ${app.handle}, 'Taken')`,
    ).rejects.toThrow(/leads to another app/)
    await changeAppId(caller, place.account, { app: app.handle, handle: app.handle }) // by its former address, back again
    expect(await appOf(app.id)).toMatchObject({ handle: app.handle })
    expect((await historyOf(place)).map(({ event, before, after }) => [event, before, after])).toEqual([
      ['app.idChanged', { handle: app.handle }, { handle }],
      ['app.idChanged', { handle }, { handle: app.handle }],
    ])
  })

  test('is free again after 90 days', async ({ world }) => {
    const place = await world.organization()
    const [app, other] = [await world.app(place), await world.app(place)]
    const { caller } = place.admin
    await changeAppId(caller, place.account, { app: app.handle, handle: `renamed-${tail()}` })
    await ownerSql()`update app_handles set redirects_until = now() - interval '1 second' where app_id = ${app.id}`
    expect(await loadApp(caller, place.account, app.handle)).toBeNull()
    await changeAppId(caller, place.account, { app: other.handle, handle: app.handle })
    expect((await loadApp(caller, place.account, app.handle))?.app.id).toBe(other.id)
  })

  test('five former ones at a time', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const rename = (handle: string) =>
      changeAppId(place.admin.caller, place.account, { app: app.handle, handle })
    for (let count = 0; count < 5; count++) await rename(`n${count}-${tail()}`)
    await expect(rename(`n6-${tail()}`)).rejects.toMatchObject({
      code: 'conflict',
      fields: { handle: expect.stringContaining('5') },
    })
    await rename(app.handle)
  })

  test('of two apps that take the same at once, one has it', async ({ world }) => {
    const place = await world.organization()
    const apps = [await world.app(place), await world.app(place)]
    const handle = `wanted-${tail()}`
    const racing: Promise<unknown>[] = []
    await ownerSql().begin(async (tx) => {
      for (const { id } of apps) await tx`select 1 from apps where id = ${id} for update`
      for (const app of apps)
        racing.push(changeAppId(place.admin.caller, place.account, { app: app.handle, handle }))
      for (const one of racing) one.catch(() => {})
      await untilWaiting(2)
    })
    const outcomes = await Promise.allSettled(racing)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a stranger learns nothing of a former ID', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    await changeAppId(place.admin.caller, place.account, { app: app.handle, handle: `renamed-${tail()}` })
    const stranger = await world.person()
    expect(await loadApp(stranger.caller, place.account, app.handle)).toBeNull()
    expect(await findMovedApp(stranger.caller, place.account, app.handle)).toBeNull()
  })
})
