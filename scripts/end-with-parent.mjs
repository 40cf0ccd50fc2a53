// Loaded into a child before its program. The channel to the launcher closes when that ends, by kill -9 as well.
if (process.send) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}
