// Loaded into a child before its program. The channel to the launcher closes when that ends, by kill -9 as well. Children
// of the child inherit this line and have channels of their own, which are none of our business.
if (process.send && process.env.MUSTER_LAUNCHER === String(process.ppid)) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}
