/**
 * Runs jobs one after another: a job that is raised while another one runs waits for that to end, still within the same tick.
 * Machines need it, since an effect may raise the next event before the other effects of its step are done.
 */
export function inTurn(): (job: () => void) => void {
  const queue: (() => void)[] = [];
  let running = false;
  return (job) => {
    queue.push(job);
    if (running) return;
    running = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) next();
    } finally {
      running = false;
    }
  };
}
