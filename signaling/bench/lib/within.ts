/** What a promise resolves with, or `late` where that takes longer than `ms`. */
export async function within<Value>(ms: number, happening: Promise<Value>): Promise<Value | 'late'> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), ms);
  try {
    return await Promise.race([happening, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
