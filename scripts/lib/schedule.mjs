/**
 * Runs jobs, at most `width` at a time, in the order given as far as `after` allows. A job that is `alone`
 * shares the machine with no other. `after` means ended, well or not.
 * @template Result
 * @param {readonly { name: string, after?: readonly string[], alone?: boolean }[]} jobs
 * @param {number} width
 * @param {(job: object) => Promise<Result>} start
 * @returns {Promise<Result[]>} in the order of `jobs`
 */
export async function schedule(jobs, width, start) {
  const waiting = [...jobs];
  const active = new Map();
  const results = new Map();
  const names = new Set(jobs.map((job) => job.name));

  const canStart = (job) =>
    (job.after ?? []).every((name) => results.has(name) || !names.has(name)) &&
    (job.alone ? active.size === 0 : active.size < width && ![...active.keys()].some((other) => other.alone));

  while (waiting.length > 0 || active.size > 0) {
    for (let next = waiting.find(canStart); next !== undefined; next = waiting.find(canStart)) {
      const job = next;
      waiting.splice(waiting.indexOf(job), 1);
      active.set(
        job,
        start(job).then((result) => {
          active.delete(job);
          results.set(job.name, result);
        }),
      );
    }
    if (active.size === 0)
      throw new Error(`these jobs wait for each other: ${waiting.map((job) => job.name).join(', ')}`);
    await Promise.race(active.values());
  }
  return jobs.map((job) => results.get(job.name));
}
