/**
 * Preloaded into the server: when the process that started it is gone, even killed without a chance to pass
 * anything on, the server drains as on any other stop instead of staying behind with the port.
 */
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // A listener would keep the process alive by itself, and so would turn every clean end into a hang.
  process.channel.unref();
}
