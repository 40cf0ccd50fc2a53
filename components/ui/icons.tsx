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
  Check as LucideCheck,
  ChevronLeft as LucideChevronLeft,
  ChevronRight as LucideChevronRight,
  ChevronsUpDown as LucideChevronsUpDown,
  CircleUserRound as LucideCircleUserRound,
  Download as LucideDownload,
  Handshake as LucideHandshake,
  type LucideIcon,
  LayoutDashboard as LucideLayoutDashboard,
  LayoutGrid as LucideLayoutGrid,
  List as LucideList,
  LogOut as LucideLogOut,
  Mail as LucideMail,
  Monitor as LucideMonitor,
  Moon as LucideMoon,
  Network as LucideNetwork,
  Plus as LucidePlus,
  ScrollText as LucideScrollText,
  Search as LucideSearch,
  Settings as LucideSettings,
  ShieldCheck as LucideShieldCheck,
  Star as LucideStar,
  Sun as LucideSun,
  UserPlus as LucideUserPlus,
  UsersRound as LucideUsersRound,
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
export const ArrowDown = /* @__PURE__ */ drawn(LucideArrowDown)
export const ArrowDownAZ = /* @__PURE__ */ drawn(LucideArrowDownAZ)
export const ArrowDownWideNarrow = /* @__PURE__ */ drawn(LucideArrowDownWideNarrow)
export const ArrowUp = /* @__PURE__ */ drawn(LucideArrowUp)
export const ArrowUpDown = /* @__PURE__ */ drawn(LucideArrowUpDown)
export const ArrowUpNarrowWide = /* @__PURE__ */ drawn(LucideArrowUpNarrowWide)
export const ArrowUpZA = /* @__PURE__ */ drawn(LucideArrowUpZA)
export const ArchiveRestore = /* @__PURE__ */ drawn(LucideArchiveRestore)
export const Bell = /* @__PURE__ */ drawn(LucideBell)
export const Check = /* @__PURE__ */ drawn(LucideCheck)
export const ChevronLeft = /* @__PURE__ */ drawn(LucideChevronLeft)
export const ChevronRight = /* @__PURE__ */ drawn(LucideChevronRight)
export const ChevronsUpDown = /* @__PURE__ */ drawn(LucideChevronsUpDown)
export const CircleUserRound = /* @__PURE__ */ drawn(LucideCircleUserRound)
export const Download = /* @__PURE__ */ drawn(LucideDownload)
export const Handshake = /* @__PURE__ */ drawn(LucideHandshake)
export const LayoutDashboard = /* @__PURE__ */ drawn(LucideLayoutDashboard)
export const LayoutGrid = /* @__PURE__ */ drawn(LucideLayoutGrid)
export const List = /* @__PURE__ */ drawn(LucideList)
export const LogOut = /* @__PURE__ */ drawn(LucideLogOut)
export const Mail = /* @__PURE__ */ drawn(LucideMail)
export const Monitor = /* @__PURE__ */ drawn(LucideMonitor)
export const Moon = /* @__PURE__ */ drawn(LucideMoon)
export const Network = /* @__PURE__ */ drawn(LucideNetwork)
export const Plus = /* @__PURE__ */ drawn(LucidePlus)
export const ScrollText = /* @__PURE__ */ drawn(LucideScrollText)
export const Search = /* @__PURE__ */ drawn(LucideSearch)
export const Settings = /* @__PURE__ */ drawn(LucideSettings)
export const ShieldCheck = /* @__PURE__ */ drawn(LucideShieldCheck)
export const Star = /* @__PURE__ */ drawn(LucideStar)
export const Sun = /* @__PURE__ */ drawn(LucideSun)
export const UserPlus = /* @__PURE__ */ drawn(LucideUserPlus)
export const UsersRound = /* @__PURE__ */ drawn(LucideUsersRound)
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
    __html: `<g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g>`,
  }
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each icon, above
  return function Drawn({ className, ...props }) {
    return (
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
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
