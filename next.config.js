/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.MUSTER_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'postgres'],
  logging: false,
}

export default config
