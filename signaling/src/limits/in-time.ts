/** A request waits no longer for what it could do without. */
const patienceMs = 500;

/** What was asked, or `otherwise` where that fails or takes too long. */
export async function inTime<Answer, Otherwise>(
  asked: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  const late = Promise.withResolvers<Otherwise>();
  const timer = setTimeout(() => late.resolve(otherwise), patienceMs);
  const answer = await Promise.race([asked.catch(() => otherwise), late.promise]);
  clearTimeout(timer);
  return answer;
}
