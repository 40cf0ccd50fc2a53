// Imported before a command: says at its end how much memory it needed at most.
process.on('exit', () => console.log(`${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`))
