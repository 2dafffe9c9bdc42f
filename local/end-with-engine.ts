/** Ends this plugin when its engine is gone: one that is killed leaves its plugins behind. */
export function endWithEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(0);
  }, 1000).unref();
}
