import { script } from '../redis/script.ts';

/**
 * KEYS of every script: the idle index, then the prefix of session keys, the prefix of identity keys and the
 * channel. All carry one hash tag, so in a cluster they live in one slot.
 */

const endFunction = `
local idle, sessions, identities, channel = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local function finish(id)
  local handle = redis.call('HGET', sessions .. id, 'handle')
  redis.call('DEL', sessions .. id)
  redis.call('ZREM', idle, id)
  if handle then redis.call('SREM', identities .. handle, id) end
  redis.call('PUBLISH', channel, id)
end
`;

/** ARGV: session, handle, nickname, refresh hash, now. */
export const createScript = script(`
local idle, sessions, identities = KEYS[1], KEYS[2], KEYS[3]
redis.call('HSET', sessions .. ARGV[1], 'handle', ARGV[2], 'nickname', ARGV[3], 'refresh', ARGV[4])
redis.call('ZADD', idle, ARGV[5], ARGV[1])
redis.call('SADD', identities .. ARGV[2], ARGV[1])
`);

/** ARGV: session, oldest living time of use. Gives handle, nickname, refresh hash, time of use; or nothing. */
export const findScript = script(`
local used = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not used or tonumber(used) < tonumber(ARGV[2]) then return false end
local record = redis.call('HMGET', KEYS[2] .. ARGV[1], 'handle', 'nickname', 'refresh')
record[4] = used
return record
`);

/** ARGV: session, presented hash, next hash, now, oldest living time of use. */
export const rotateScript = script(`${endFunction}
local id = ARGV[1]
local used = redis.call('ZSCORE', idle, id)
if not used or tonumber(used) < tonumber(ARGV[5]) then return { 'unknown' } end
local record = redis.call('HMGET', sessions .. id, 'handle', 'nickname', 'refresh')
if record[3] ~= ARGV[2] then
  finish(id)
  return { 'reused' }
end
redis.call('HSET', sessions .. id, 'refresh', ARGV[3])
redis.call('ZADD', idle, 'XX', ARGV[4], id)
return { 'rotated', record[1], record[2] }
`);

/** ARGV: session. */
export const removeScript = script(`${endFunction}
if redis.call('EXISTS', sessions .. ARGV[1]) == 1 then finish(ARGV[1]) end
`);

/** ARGV: handle. */
export const removeIdentityScript = script(`${endFunction}
for _, id in ipairs(redis.call('SMEMBERS', identities .. ARGV[1])) do finish(id) end
`);

/** ARGV: oldest living time of use, how many at most. Gives how many were ended. */
export const sweepScript = script(`${endFunction}
local stale = redis.call('ZRANGEBYSCORE', idle, '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(stale) do finish(id) end
return #stale
`);

/**
 * ARGV: now, oldest living time of use, then sessions. Gives those that no longer live: whoever missed the
 * message that ended them learns it here.
 */
export const touchScript = script(`
local gone = {}
for i = 3, #ARGV do
  local used = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if not used or tonumber(used) < tonumber(ARGV[2]) then
    gone[#gone + 1] = ARGV[i]
  elseif tonumber(used) < tonumber(ARGV[1]) then
    redis.call('ZADD', KEYS[1], 'XX', ARGV[1], ARGV[i])
  end
end
return gone
`);
