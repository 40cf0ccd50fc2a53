import { withNext } from '@/lib/auth/next-path'
import type { FoundShare, Held as HeldTerms } from '@/lib/collaborations/find'
import { richWords, words } from '@/messages/words'
import { SwitchAccount } from '../invitations/answer-switch'
import { ScopeNames, ScopesInWords } from '../permissions/scopes-in-words'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import { ShareButtons } from './share-buttons'
import { ShareEnded, ShareOwn, ShareUnknown } from './share-ended'

/** The page behind a link to a share: which app, with what, until when, and what its reader can do about it. */
export function AnswerShare({ token, share }: { token: string; share: FoundShare | null }) {
  if (!share) return <ShareUnknown />
  const { state, app, owner, offererName, viewer } = share
  if (state !== 'pending') return <ShareEnded state={state} share={share} />
  if (viewer.is === 'own') return <ShareOwn share={share} />
  return (
    <>
      <AuthHeader title={words('collaborations.share.title', { app })}>
        {words('collaborations.share.intro', { offererName, app, owner })}
      </AuthHeader>
      <Terms share={share} />
      <LeftOut share={share} />
      <Answer token={token} share={share} />
    </>
  )
}

type Known = { share: FoundShare }

function Terms({ share: { app, owner, offererName, scopes, until, email, expiresAt } }: Known) {
  return (
    <KeyValue
      items={[
        { label: words('collaborations.share.app'), value: <span className="wrap-anywhere">{app}</span> },
        { label: words('collaborations.share.owner'), value: <span className="wrap-anywhere">{owner}</span> },
        { label: words('collaborations.share.sharedBy'), value: offererName },
        { label: words('collaborations.share.scopes'), value: <ScopesInWords scopes={scopes} /> },
        {
          label: words('collaborations.share.until'),
          value: until ? <Time at={until} show="moment" /> : words('collaborations.share.forGood'),
        },
        {
          label: words('collaborations.share.meantFor'),
          value: <span className="wrap-anywhere">{email}</span>,
        },
        {
          label: words('collaborations.share.answerUntil'),
          value: <Time at={expiresAt} show="moment" />,
        },
      ]}
    />
  )
}

/** What was promised and is no longer its giver's to give is said before anybody accepts. */
function LeftOut({ share: { leftOut, offererName } }: Known) {
  if (leftOut.length === 0) return null
  return (
    <Notice title={words('collaborations.share.leftOut', { offererName })}>
      <ScopeNames scopes={leftOut} />
    </Notice>
  )
}

function Answer({ token, share }: Known & { token: string }) {
  const { viewer, app } = share
  const here = `/shares/${token}`
  switch (viewer.is) {
    case 'anonymous':
      return <ForNewcomers here={here} email={share.email} />
    case 'somebody_else':
      return (
        <SwitchAccount
          here={here}
          title={words('collaborations.share.forSomebodyElse')}
          meantFor={share.email}
          viewer={viewer}
        />
      )
    case 'unverified':
      return (
        <Notice tone="warning" title={words('collaborations.share.confirmFirst')}>
          {words('collaborations.share.openTheLink', { email: share.email })}
        </Notice>
      )
    case 'meant':
      return (
        <>
          {viewer.held ? (
            <Notice tone="warning" title={words('collaborations.share.replaces', { app })}>
              <Held share={share} held={viewer.held} />
            </Notice>
          ) : null}
          <ShareButtons token={token} />
        </>
      )
    case 'own':
      return null
  }
}

/** What accepting takes the place of, and what goes with it. */
function Held({ share, held }: Known & { held: HeldTerms }) {
  const lost = held.scopes.filter((scope) => !share.scopes.includes(scope))
  return (
    <>
      <p>
        {held.until
          ? richWords('collaborations.share.heldUntil', { until: <Time at={held.until} show="date" /> })
          : words('collaborations.share.held')}
      </p>
      <p>
        {lost.length > 0 ? (
          <>
            {words('collaborations.share.loses')} <ScopeNames scopes={lost} />
          </>
        ) : (
          words('collaborations.share.losesNothing')
        )}
      </p>
    </>
  )
}

function ForNewcomers({ here, email }: { here: string; email: string }) {
  return (
    <>
      <div className="grid gap-2">
        <LinkButton href={withNext('/sign-up', here)} variant="primary" isFullWidth>
          {words('invitations.answerInvitation.createYourAccount')}
        </LinkButton>
        <LinkButton href={withNext('/sign-in', here)} isFullWidth>
          {words('invitations.answerInvitation.signIn')}
        </LinkButton>
      </div>
      <p className="text-[13px] text-muted">
        {richWords('collaborations.share.useTheMailedAddress', {
          email,
          span: (text) => <span className="inline-block max-w-full wrap-anywhere">{text}</span>,
        })}
      </p>
    </>
  )
}
