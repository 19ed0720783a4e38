import type { Analytics, Period } from '@sotto/protocol';

const dayMs = 86_400_000;

/** The last so many days, today included, in UTC. */
export function lastDays(days: number, nowMs: number): Period {
  const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
  return { from: day(nowMs - (days - 1) * dayMs), to: day(nowMs) };
}

/** Every day of a period, those on which nothing happened too. */
export function everyDay({ period: { from, to }, days }: Analytics): Analytics['days'] {
  const known = new Map(days.map((row) => [row.day, row]));
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.parse(from) + i * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, received: 0, decided: 0, settled: 0 };
  });
}

/** Milliseconds as hours with two digits, for an axis. */
export function hours(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms / 36_000) / 100;
}
