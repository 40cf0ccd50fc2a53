import {
  AppWindow as LucideAppWindow,
  ArchiveRestore as LucideArchiveRestore,
  ArrowDown as LucideArrowDown,
  ArrowDownAZ as LucideArrowDownAZ,
  ArrowDownWideNarrow as LucideArrowDownWideNarrow,
  ArrowUp as LucideArrowUp,
  ArrowUpDown as LucideArrowUpDown,
  ArrowUpNarrowWide as LucideArrowUpNarrowWide,
  ArrowUpZA as LucideArrowUpZA,
  Bell as LucideBell,
  Blocks as LucideBlocks,
  Brain as LucideBrain,
  Building2 as LucideBuilding2,
  Check as LucideCheck,
  ChevronLeft as LucideChevronLeft,
  ChevronRight as LucideChevronRight,
  ChevronsUpDown as LucideChevronsUpDown,
  CircleUserRound as LucideCircleUserRound,
  Copy as LucideCopy,
  Crown as LucideCrown,
  Download as LucideDownload,
  Eye as LucideEye,
  Globe as LucideGlobe,
  Handshake as LucideHandshake,
  type LucideIcon,
  KeyRound as LucideKeyRound,
  LayoutDashboard as LucideLayoutDashboard,
  LayoutGrid as LucideLayoutGrid,
  List as LucideList,
  Lock as LucideLock,
  LogOut as LucideLogOut,
  Mail as LucideMail,
  Monitor as LucideMonitor,
  Moon as LucideMoon,
  Network as LucideNetwork,
  PencilLine as LucidePencilLine,
  Pin as LucidePin,
  Plus as LucidePlus,
  ScrollText as LucideScrollText,
  Search as LucideSearch,
  Server as LucideServer,
  Settings as LucideSettings,
  Share2 as LucideShare2,
  ShieldCheck as LucideShieldCheck,
  Star as LucideStar,
  Sun as LucideSun,
  UserPlus as LucideUserPlus,
  UserRound as LucideUserRound,
  UsersRound as LucideUsersRound,
  WalletCards as LucideWalletCards,
  Webhook as LucideWebhook,
} from 'lucide-react'
import type { ComponentProps, ComponentType, ReactElement } from 'react'

/** A sign: the library's own components fit as well. */
export type Icon = ComponentType<Omit<ComponentProps<'svg'>, 'ref'>>

/**
 * The icons that stand on every page and above every list, as one element whose inside is text: the library takes two components, a
 * context and an element for each line of the drawing, of which the frame alone has a hundred. Others come from the library.
 */
export const AppWindow = /* @__PURE__ */ drawn(LucideAppWindow)
export const ArchiveRestore = /* @__PURE__ */ drawn(LucideArchiveRestore)
export const ArrowDown = /* @__PURE__ */ drawn(LucideArrowDown)
export const ArrowDownAZ = /* @__PURE__ */ drawn(LucideArrowDownAZ)
export const ArrowDownWideNarrow = /* @__PURE__ */ drawn(LucideArrowDownWideNarrow)
export const ArrowUp = /* @__PURE__ */ drawn(LucideArrowUp)
export const ArrowUpDown = /* @__PURE__ */ drawn(LucideArrowUpDown)
export const ArrowUpNarrowWide = /* @__PURE__ */ drawn(LucideArrowUpNarrowWide)
export const ArrowUpZA = /* @__PURE__ */ drawn(LucideArrowUpZA)
export const Bell = /* @__PURE__ */ drawn(LucideBell)
export const Blocks = /* @__PURE__ */ drawn(LucideBlocks)
export const Brain = /* @__PURE__ */ drawn(LucideBrain)
export const Building2 = /* @__PURE__ */ drawn(LucideBuilding2)
export const Check = /* @__PURE__ */ drawn(LucideCheck)
export const ChevronLeft = /* @__PURE__ */ drawn(LucideChevronLeft)
export const ChevronRight = /* @__PURE__ */ drawn(LucideChevronRight)
export const ChevronsUpDown = /* @__PURE__ */ drawn(LucideChevronsUpDown)
export const CircleUserRound = /* @__PURE__ */ drawn(LucideCircleUserRound)
export const Copy = /* @__PURE__ */ drawn(LucideCopy)
export const Crown = /* @__PURE__ */ drawn(LucideCrown)
export const Download = /* @__PURE__ */ drawn(LucideDownload)
export const Eye = /* @__PURE__ */ drawn(LucideEye)
export const Globe = /* @__PURE__ */ drawn(LucideGlobe)
export const Handshake = /* @__PURE__ */ drawn(LucideHandshake)
export const KeyRound = /* @__PURE__ */ drawn(LucideKeyRound)
export const LayoutDashboard = /* @__PURE__ */ drawn(LucideLayoutDashboard)
export const LayoutGrid = /* @__PURE__ */ drawn(LucideLayoutGrid)
export const List = /* @__PURE__ */ drawn(LucideList)
export const Lock = /* @__PURE__ */ drawn(LucideLock)
export const LogOut = /* @__PURE__ */ drawn(LucideLogOut)
export const Mail = /* @__PURE__ */ drawn(LucideMail)
export const Monitor = /* @__PURE__ */ drawn(LucideMonitor)
export const Moon = /* @__PURE__ */ drawn(LucideMoon)
export const Network = /* @__PURE__ */ drawn(LucideNetwork)
export const PencilLine = /* @__PURE__ */ drawn(LucidePencilLine)
export const Pin = /* @__PURE__ */ drawn(LucidePin)
export const Plus = /* @__PURE__ */ drawn(LucidePlus)
export const ScrollText = /* @__PURE__ */ drawn(LucideScrollText)
export const Search = /* @__PURE__ */ drawn(LucideSearch)
export const Server = /* @__PURE__ */ drawn(LucideServer)
export const Settings = /* @__PURE__ */ drawn(LucideSettings)
export const Share2 = /* @__PURE__ */ drawn(LucideShare2)
export const ShieldCheck = /* @__PURE__ */ drawn(LucideShieldCheck)
export const Star = /* @__PURE__ */ drawn(LucideStar)
export const Sun = /* @__PURE__ */ drawn(LucideSun)
export const UserPlus = /* @__PURE__ */ drawn(LucideUserPlus)
export const UserRound = /* @__PURE__ */ drawn(LucideUserRound)
export const UsersRound = /* @__PURE__ */ drawn(LucideUsersRound)
export const WalletCards = /* @__PURE__ */ drawn(LucideWalletCards)
export const Webhook = /* @__PURE__ */ drawn(LucideWebhook)

/** The lines of a drawing: their elements, each with attributes as HTML has them. */
type Drawing = { name: string; node: [element: string, attributes: Record<string, string>][] }

function drawn(icon: LucideIcon): Icon {
  const { name, node } = drawingOf(icon)
  const lines = node.map(([element, { key: _, ...attributes }]) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
    return `<${element}${written.join('')}/>`
  })
  const html = {
    __html: `<g stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g>`,
  }
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each icon, above
  return function Drawn({ className, ...props }) {
    return (
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
        fill="none"
        className={`lucide-${name}${className ? ` ${className}` : ''}`}
        {...props}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: written above from the library's own drawing
        dangerouslySetInnerHTML={html}
      />
    )
  }
}

/** The library's components hand their drawing on to the one that draws. `icons.test.tsx` sees that they still do. */
function drawingOf(icon: LucideIcon): Drawing {
  const { render } = icon as unknown as {
    render: (props: object, ref: null) => ReactElement<{ icon: Drawing }>
  }
  return render({}, null).props.icon
}
