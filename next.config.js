/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.MUSTER_DIST_DIR ?? '.next',
  // For a container (`Dockerfile`): only what it needs to run, found by tracing.
  ...(process.env.MUSTER_OUTPUT === 'standalone'
    ? { output: 'standalone', outputFileTracingRoot: import.meta.dirname }
    : {}),
  // Portals behind one address may each have built their own (`scripts/build.mjs`).
  generateBuildId: () => process.env.MUSTER_BUILD_ID ?? null,
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  images: { unoptimized: true },
  // None that is an ES module: whatever imports one is evaluated asynchronously, and a request that comes meanwhile breaks its page for good.
  serverExternalPackages: ['@node-rs/argon2', 'pino'],
  logging: false,
  // What somebody pastes by mistake is answered beside its field, a picture fits; the proxy turns away what is larger.
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
  // `npm run check` and `npm test` check types; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/_next/static/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
  ],
}

export default config
