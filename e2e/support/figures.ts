/** One figure of those that a node tells its operators, summed over the labels that fit. */
export async function figure(metricsUrl: string, name: RegExp): Promise<number> {
  const lines = (await (await fetch(`${metricsUrl}/metrics`)).text()).split('\n');
  return lines
    .filter((line) => name.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
