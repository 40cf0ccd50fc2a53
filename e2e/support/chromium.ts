import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** This machine only: a test that reaches out fails, and so does a page that would. */
const FLAGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--disable-background-networking',
  '--disable-component-update',
]

/** How Playwright starts a browser here: CHROMIUM_PATH, else the system's, else the one that ships in an npm package. */
export async function chromiumLaunch() {
  const args = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS
  const given = process.env.CHROMIUM_PATH
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which is not there.`)
  const found = given ?? SYSTEM.find((file) => existsSync(file))
  return found ? { executablePath: found, args } : { ...(await shippedChromium()), args }
}

async function shippedChromium() {
  if (process.platform !== 'linux') {
    throw new Error('No Chromium was found. Install one, or set CHROMIUM_PATH to its program.')
  }
  const folder = path.resolve('node_modules/.cache/chromium')
  mkdirSync(folder, { recursive: true })
  const executablePath = await unpacked(folder)
  // The package's own file points to folders that are not here: without this one, text is drawn 0 px wide.
  const fonts = path.join(folder, 'fonts.conf')
  const folders = `<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fc</cachedir>`
  writeFileSync(fonts, `<fontconfig>${folders}</fontconfig>`)
  const libraries = path.join(folder, 'al2023/lib')
  return {
    executablePath,
    env: { ...definedEnvironment(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts },
  }
}

/**
 * Unpacks the browser and its libraries. The package takes the folder from the environment, thinks of itself as running
 * in a cloud function, and leaves variables behind; its own list of flags is not used, since it turns web security off.
 */
async function unpacked(folder: string): Promise<string> {
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'] as const
  const before = names.map((name) => [name, process.env[name]] as const)
  process.env.TMPDIR = folder
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}
