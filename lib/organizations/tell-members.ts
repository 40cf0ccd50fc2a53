import 'server-only'
import type { Connection } from '@/db/client'
import type { Closing } from '@/db/tenant'
import type { MailRequest } from '@/lib/mail/schemas'
import type { NoticeKind } from '@/lib/notifications/sentences'

type ToMembers = Extract<MailRequest, { template: 'organization_deleted' | 'organization_restored' }>
type WithoutAddressee<R> = R extends unknown ? Omit<R, 'userId' | 'orgId' | 'canRestore'> : never
type News = { kind: NoticeKind; detail: Record<string, string>; mail: WithoutAddressee<ToMembers> }

/**
 * The statements that tell every member of the entered organization: a mail to each, and a line in the bell of each but `author`, who
 * knows. Made by the database from its own rows, so that ten thousand members are two statements.
 */
export function tellMembers(
  sql: Connection,
  account: { id: string },
  author: string,
  { kind, detail, mail }: News,
): Closing {
  const request = { ...mail, orgId: account.id }
  return [
    sql`
      insert into notifications (user_id, org_id, kind, subject_id, detail)
      select user_id, org_id, ${kind}, org_id,
             ${JSON.stringify(detail)}::text::jsonb || jsonb_build_object('role', role)
        from members
       where org_id = ${account.id}::uuid and ended_at is null and (expires_at is null or expires_at > now())
         and user_id <> ${author}::uuid`,
    sql`
      select enqueue_many(coalesce(jsonb_agg(jsonb_build_object('task', 'mail.send', 'payload', jsonb_build_object(
               'mailId', gen_random_uuid(),
               'request', ${JSON.stringify(request)}::text::jsonb
                          || jsonb_build_object('userId', user_id, 'canRestore', role = 'admin')))), '[]'))
        from members
       where org_id = ${account.id}::uuid and ended_at is null and (expires_at is null or expires_at > now())`,
  ]
}

/**
 * The statement that mails the open invitations of the restored organization whose mail came up while it was deleted and was dropped:
 * whoever was invited would otherwise never hear of it.
 */
export function mailDroppedInvitations(sql: Connection, account: { id: string }): Closing {
  return [
    sql`
      select enqueue_many(coalesce(jsonb_agg(jsonb_build_object('task', 'mail.send', 'jobKey', 'mail:invitation:' || m.invitation_id,
               'payload', jsonb_build_object('mailId', gen_random_uuid(), 'request', jsonb_build_object(
                 'template', 'invitation', 'orgId', ${account.id}::uuid, 'invitationId', m.invitation_id)))), '[]'))
        from invitation_mails(array(select id from invitations
                                     where org_id = ${account.id}::uuid and state = 'pending' and expires_at > now())) m
       where m.status = 'dropped'`,
  ]
}
