import { script } from '../../redis/script.ts';

/**
 * KEYS of both scripts: what each name begins with, of reporters, records, reports by id, reports by mark, and verdicts by mark. All carry one hash tag, so
 * in a cluster they live in one slot.
 */

const names = `
local reporters, records, filed, reports, verdicts = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
`;

/**
 * ARGV: reporter, a new name for the record, report, mark, now, until when the ticket lasts and until when the verdict counts, both in milliseconds from
 * now. A later end is never brought forward.
 */
export const fileScript = script(`${names}
local reporter, report, mark, now, ticketMs, verdictMs =
  reporters .. ARGV[1], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7])
if redis.call('EXISTS', filed .. report) == 1 then return end
local name = redis.call('GET', reporter)
if not name then
  name = ARGV[2]
  redis.call('SET', reporter, name, 'PX', verdictMs)
end
redis.call('SET', filed .. report, name .. ' ' .. mark, 'PX', ticketMs)
redis.call('SET', reports .. mark, report, 'PX', ticketMs)
redis.call('SET', verdicts .. mark, '', 'PX', verdictMs)
local record = records .. name
redis.call('ZREMRANGEBYSCORE', record, '-inf', now)
redis.call('ZADD', record, now + verdictMs, mark)
for _, key in ipairs({ reporter, record }) do
  if redis.call('PTTL', key) < verdictMs then redis.call('PEXPIRE', key, verdictMs) end
end
`);

/** ARGV: reporter. */
export const forgetScript = script(`${names}
local name = redis.call('GET', reporters .. ARGV[1])
if not name then return end
for _, mark in ipairs(redis.call('ZRANGE', records .. name, 0, -1)) do
  local report = redis.call('GET', reports .. mark)
  if report then redis.call('DEL', filed .. report) end
  redis.call('DEL', reports .. mark, verdicts .. mark)
end
redis.call('DEL', records .. name, reporters .. ARGV[1])
`);
