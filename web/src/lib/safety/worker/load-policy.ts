import { defaultPolicy, policySchema, type Policy } from '@sotto/moderation-models';

/** Where a server puts its operator's table. */
const policyPath = '/screening-policy.json';
/** Largest table that is parsed, in UTF-16 units. */
const maxPolicyChars = 64_000;

/**
 * The operator's table. The default one where there is none, or none that holds: screening must not end because of a
 * slip in a file, and one that relaxes what nobody may relax is refused by its schema.
 */
export async function loadPolicy(get: (path: string) => Promise<Response>): Promise<Policy> {
  try {
    const answer = await get(policyPath);
    if (answer.status !== 200) return defaultPolicy;
    const text = await answer.text();
    if (text.length > maxPolicyChars) return defaultPolicy;
    const parsed = policySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : defaultPolicy;
  } catch {
    return defaultPolicy;
  }
}
