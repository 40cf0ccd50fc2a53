import type { EventName } from '@/lib/audit/events'
import type { NoticeKind } from '@/lib/notifications/sentences'
import type { Role, TeamPermission } from '@/lib/permissions/rules'

/** Who is in the demo. `seen` is how many days ago they were last active. The first one is who to sign in as. */
export const PEOPLE = [
  { username: 'ada', firstName: 'Ada', lastName: 'Okafor', email: 'ada@fern.example', seen: 0.01 },
  { username: 'jonas', firstName: 'Jonas', lastName: 'Lindqvist', email: 'jonas@fern.example', seen: 0.2 },
  { username: 'mei', firstName: 'Mei', lastName: 'Tanaka', email: 'mei@fern.example', seen: 0.04 },
  { username: 'rafael', firstName: 'Rafael', lastName: 'Moreira', email: 'rafael@fern.example', seen: 1.3 },
  { username: 'ines', firstName: 'Inês', lastName: 'Carvalho', email: 'ines@fern.example', seen: 3 },
  { username: 'tomasz', firstName: 'Tomasz', lastName: 'Zieliński', email: 'tomasz@fern.example', seen: 0.5 },
  { username: 'priya', firstName: 'Priya', lastName: 'Raman', email: 'priya@fern.example', seen: 2.1 },
  { username: 'lukas', firstName: 'Lukas', lastName: 'Brandt', email: 'lukas@fern.example', seen: 0.08 },
  { username: 'zainab', firstName: 'Zainab', lastName: 'Yusuf', email: 'zainab@labels.example', seen: 0.03 },
  { username: 'minh', firstName: 'Minh', lastName: 'Trần', email: 'minh@labels.example', seen: 0.06 },
  { username: 'sofia', firstName: 'Sofía', lastName: 'Herrera', email: 'sofia@labels.example', seen: 0.9 },
  { username: 'kwame', firstName: 'Kwame', lastName: 'Mensah', email: 'kwame@labels.example', seen: 6 },
  { username: 'elif', firstName: 'Elif', lastName: 'Demir', email: 'elif@fern.example', seen: 12 },
  { username: 'noor', firstName: 'Noor', lastName: 'Haddad', email: 'noor@audit.example', seen: 20 },
]

type Membership = { username: string; role: Role; joined: number; until?: number }

export const ORGANIZATIONS: {
  handle: string
  name: string
  billingEmail: string
  founder: string
  founded: number
  isFurnished: boolean
  members: Membership[]
}[] = [
  {
    handle: 'fern-robotics',
    name: 'Fern Robotics',
    billingEmail: 'billing@fern.example',
    founder: 'ada',
    founded: 118,
    isFurnished: true,
    members: [
      { username: 'ada', role: 'admin', joined: 118 },
      { username: 'jonas', role: 'admin', joined: 110 },
      { username: 'mei', role: 'organization_contributor', joined: 104 },
      { username: 'rafael', role: 'organization_contributor', joined: 96 },
      { username: 'ines', role: 'organization_user', joined: 88 },
      { username: 'tomasz', role: 'team_contributor', joined: 82 },
      { username: 'priya', role: 'team_contributor', joined: 71 },
      { username: 'lukas', role: 'infrastructure_manager', joined: 64 },
      { username: 'zainab', role: 'team_contributor', joined: 40 },
      { username: 'minh', role: 'team_contributor', joined: 33 },
      { username: 'sofia', role: 'team_contributor', joined: 33 },
      { username: 'kwame', role: 'team_contributor', joined: 21 },
      { username: 'elif', role: 'financial_manager', joined: 57 },
      { username: 'noor', role: 'organization_user', joined: 9, until: 21 },
    ],
  },
  {
    handle: 'harbor-vision',
    name: 'Harbor Vision',
    billingEmail: 'accounts@harbor.example',
    founder: 'jonas',
    founded: 45,
    isFurnished: false,
    members: [
      { username: 'jonas', role: 'admin', joined: 45 },
      { username: 'ada', role: 'organization_user', joined: 30 },
      { username: 'zainab', role: 'team_contributor', joined: 12 },
    ],
  },
]

export const TEAMS: {
  handle: string
  name: string
  permission: TeamPermission
  isRestricted?: boolean
  created: number
  people: string[]
  /** Handles of apps, below. */
  apps: string[]
}[] = [
  {
    handle: 'orchard-labels',
    name: 'Orchard labels',
    permission: 'labeler_worker',
    created: 80,
    people: ['zainab', 'minh', 'sofia', 'kwame'],
    apps: ['apple-grading', 'leaf-disease', 'pear-defects'],
  },
  {
    handle: 'label-leads',
    name: 'Label leads',
    permission: 'labeler_lead',
    created: 72,
    people: ['tomasz', 'zainab'],
    apps: ['apple-grading', 'blossom-count'],
  },
  {
    handle: 'perception',
    name: 'Perception',
    permission: 'model_trainer',
    created: 97,
    people: ['priya', 'mei', 'rafael'],
    apps: ['row-following', 'apple-grading', 'trunk-detection', 'night-rows'],
  },
  {
    handle: 'grower-data',
    name: 'Grower data',
    permission: 'labeler_lead',
    isRestricted: true,
    created: 6,
    people: [],
    apps: [],
  },
]

/** Who is in a team for some time only, and in how many days it ends. */
export const ENDING = { team: 'orchard-labels', username: 'kwame', days: 33 }

type Invited = { email: string; role: Role; by: string; sent: number; team?: string }

export const PENDING: Invited[] = [
  { email: 'hana.kim@fern.example', role: 'organization_contributor', by: 'ada', sent: 0.1 },
  { email: 'oluwaseun@labels.example', role: 'team_contributor', by: 'ada', sent: 1.2 },
  {
    email: 'petra.novak@labels.example',
    role: 'team_contributor',
    by: 'jonas',
    sent: 4,
    team: 'orchard-labels',
  },
  { email: 'cfo@fern.example', role: 'financial_manager', by: 'ada', sent: 6.6 },
]

export const EXPIRED: Invited[] = [
  { email: 'diego@labels.example', role: 'team_contributor', by: 'jonas', sent: 16 },
  { email: 'contractor@harbor.example', role: 'organization_user', by: 'ada', sent: 31 },
]

const here = { organization: 'Fern Robotics', handle: 'fern-robotics' }

/** What stands in people's bells: `days` ago, to whom. */
export const NOTICES: {
  days: number
  to: string
  kind: NoticeKind
  detail: Record<string, string>
  isRead: boolean
}[] = [
  {
    days: 9,
    to: 'ada',
    kind: 'invitation.accepted',
    detail: { ...here, by: 'Noor Haddad', role: 'organization_user' },
    isRead: false,
  },
  {
    days: 21,
    to: 'ada',
    kind: 'invitation.accepted',
    detail: { ...here, by: 'Kwame Mensah', role: 'team_contributor' },
    isRead: true,
  },
  {
    days: 18,
    to: 'rafael',
    kind: 'member.roleChanged',
    detail: { ...here, by: 'Ada Okafor', role: 'organization_contributor' },
    isRead: false,
  },
]

/** What happened lately, oldest first: `days` ago, by whom, about whom. */
export const HISTORY: {
  days: number
  by: string
  event: EventName
  about: string
  before?: Record<string, string>
  after?: Record<string, string>
}[] = [
  { days: 40, by: 'zainab', event: 'member.joined', about: 'zainab', after: { role: 'team_contributor' } },
  { days: 33, by: 'minh', event: 'member.joined', about: 'minh', after: { role: 'team_contributor' } },
  { days: 33, by: 'sofia', event: 'member.joined', about: 'sofia', after: { role: 'team_contributor' } },
  { days: 21, by: 'kwame', event: 'member.joined', about: 'kwame', after: { role: 'team_contributor' } },
  {
    days: 18,
    by: 'ada',
    event: 'member.roleChanged',
    about: 'rafael',
    before: { role: 'team_contributor' },
    after: { role: 'organization_contributor' },
  },
  { days: 9, by: 'noor', event: 'member.joined', about: 'noor', after: { role: 'organization_user' } },
  {
    days: 6.6,
    by: 'ada',
    event: 'member.invited',
    about: 'cfo@fern.example',
    after: { role: 'financial_manager' },
  },
  {
    days: 4,
    by: 'jonas',
    event: 'member.invited',
    about: 'petra.novak@labels.example',
    after: { role: 'team_contributor' },
  },
  {
    days: 1.2,
    by: 'ada',
    event: 'member.invited',
    about: 'oluwaseun@labels.example',
    after: { role: 'team_contributor' },
  },
  {
    days: 0.1,
    by: 'ada',
    event: 'member.invited',
    about: 'hana.kim@fern.example',
    after: { role: 'organization_contributor' },
  },
]
