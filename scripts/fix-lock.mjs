// Run after changing dependencies: `npm install && node scripts/fix-lock.mjs`.
//
// npm leaves optional packages of other platforms out of package-lock.json when a registry does not serve them, and
// `npm ci` then refuses the lock on every platform ("Missing: @biomejs/cli-darwin-arm64 from lock file"). Each package
// says itself which ones it wants, in which version: this puts them back. Their `os`, `cpu` and `libc` come from their names,
// which every package here follows (`oxide-win32-x64-msvc`, `cli-linux-arm64-musl`); an entry without them would be
// installed, and fail, everywhere.
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
let added = 0
for (const [where, entry] of Object.entries({ ...lock.packages })) {
  if (where === '') continue
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(where, name)) continue
    lock.packages[`node_modules/${name}`] = {
      version: exactVersion(name, range),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platformOf(name),
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(
  added ? `Put ${added} optional packages back into package-lock.json` : 'package-lock.json is complete',
)

/** Node looks for a package below the one that asks, then below every package around that one. */
function isLocked(where, name) {
  for (
    let folder = where;
    folder;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    if (lock.packages[`${folder}/node_modules/${name}`]) return true
  }
  return `node_modules/${name}` in lock.packages
}

function exactVersion(name, range) {
  const version = range.replace(/^[~^]/, '')
  if (/^\d+\.\d+\.\d+/.test(version)) return version
  throw new Error(`${name}@${range}: not an exact version, lock it by hand`)
}

function platformOf(name) {
  const systems = 'android darwin freebsd linux openbsd netbsd sunos win32 windows aix openharmony'.split(' ')
  const os = systems.find((system) => name.includes(system))
  const cpu = name.match(/arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32/)?.[0]
  const libc = os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}
  return { os: [os === 'windows' ? 'win32' : (os ?? 'none')], cpu: [cpu ?? 'none'], ...libc }
}
