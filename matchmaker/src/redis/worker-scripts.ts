import { Script } from './script.ts';
import { telling } from './telling.ts';

/** What the owner of a pool does. */

/**
 * KEYS lease, epoch. ARGV owner, ttlMs, floor. Answers the lease `epoch:owner`, or nothing while another holds it.
 *
 * The epoch follows the server's clock as well as its own counter and the highest epoch that the asking worker has
 * seen, because a replica that takes over may have lost the last writes: a bare counter would go back.
 */
export const acquireLeaseScript = new Script(`
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local time = redis.call('TIME')
local clock = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local epoch = math.max(tonumber(redis.call('GET', KEYS[2]) or '0') + 1, tonumber(ARGV[3]) + 1, clock)
local text = string.format('%.0f', epoch)
local lease = text .. ':' .. ARGV[1]
redis.call('SET', KEYS[2], text)
redis.call('SET', KEYS[1], lease, 'PX', ARGV[2])
return lease
`);

/** KEYS lease. ARGV lease, ttlMs. Answers 1 while it is still held. */
export const renewLeaseScript = new Script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`);

/** KEYS lease. ARGV lease. */
export const releaseLeaseScript = new Script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

/** KEYS tickets. ARGV an entry of the stream of intents for each. Answers 1 for each that waits by that entry, else 0. */
export const waitScript = new Script(`
local answers = {}
for i, key in ipairs(KEYS) do
  answers[i] = redis.call('HGET', key, 'state') == ARGV[i] and 1 or 0
end
return answers
`);

/**
 * Removes settled entries. KEYS intents. ARGV group, entries. In one piece, and the acknowledgement last: an entry that is
 * acknowledged but not deleted would be seen by nobody again, and stay for ever.
 */
export const settleScript = new Script(`
redis.call('XDEL', KEYS[1], unpack(ARGV, 2))
redis.call('XACK', KEYS[1], ARGV[1], unpack(ARGV, 2))
return 1
`);

/**
 * KEYS intents. ARGV group, owner, idleMs. Answers 1 where a consumer other than the owner holds entries, and forgets those
 * that hold none and were silent for so long. In one piece: with a consumer, what it has just read would be forgotten.
 */
export const othersHoldScript = new Script(`
local hold = 0
for _, flat in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local consumer = {}
  for i = 1, #flat, 2 do consumer[flat[i]] = flat[i + 1] end
  if consumer.name ~= ARGV[2] then
    if consumer.pending > 0 then
      hold = 1
    elseif consumer.idle >= tonumber(ARGV[3]) then
      redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer.name)
    end
  end
end
return hold
`);

/**
 * Commits pairs, each exactly once, and removes the entries by which they waited. KEYS lease, intents, then two tickets a pair,
 * the older first. ARGV lease, prefix, retainMs, group, then for each pair: the entries by which the two wait, and meta.
 *
 * Answers `fenced` where the lease is not held any more, else two numbers for each pair that could not be committed: its
 * position, and 1 where the first ticket could not be had, 2 where the second could not, 3 for both. A pair that was
 * committed by an earlier sending of the same call counts as committed and is not delivered again.
 */
export const claimScript = new Script(`${telling}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'fenced' end
local intents, prefix, retainMs, group = KEYS[2], ARGV[2], ARGV[3], ARGV[4]
local idAt = #prefix + #'ticket:' + 1
local failed, settled, tellings = {}, {}, {}
local function mark(key, match)
  redis.call('HSET', key, 'state', 'matched', 'match', match)
  redis.call('PEXPIRE', key, retainMs)
end
local function listOf(node)
  if not tellings[node] then tellings[node] = {} end
  return tellings[node]
end
local function isCommitted(key, meta)
  local match = redis.call('HGET', key, 'match')
  return match and string.sub(match, -#meta) == meta
end
for pair = 1, #KEYS / 2 - 1 do
  local keyA, keyB = KEYS[pair * 2 + 1], KEYS[pair * 2 + 2]
  local entryA, entryB, meta = ARGV[pair * 3 + 2], ARGV[pair * 3 + 3], ARGV[pair * 3 + 4]
  local a = redis.call('HMGET', keyA, 'state', 'node', 'side', 'offer')
  local b = redis.call('HMGET', keyB, 'state', 'node', 'side', 'offer')
  if a[1] == entryA and b[1] == entryB then
    if b[4] and not a[4] then a, b, keyA, keyB = b, a, keyB, keyA end
    mark(keyA, 'i ' .. string.sub(keyB, idAt) .. ' ' .. meta)
    mark(keyB, 'a ' .. string.sub(keyA, idAt) .. ' ' .. meta)
    if a[2] == b[2] then
      tell(listOf(a[2]), 'b', meta, a[3], a[4], b[3], b[4])
    else
      tell(listOf(a[2]), 'i', meta, a[3], a[4], b[3], b[4])
      tell(listOf(b[2]), 'a', meta, a[3], a[4], b[3], b[4])
    end
    settled[#settled + 1] = entryA
    settled[#settled + 1] = entryB
  elseif not (isCommitted(keyA, meta) or isCommitted(keyB, meta)) then
    failed[#failed + 1] = pair
    failed[#failed + 1] = (a[1] == entryA and 0 or 1) + (b[1] == entryB and 0 or 2)
  end
end
for node, list in pairs(tellings) do append(prefix .. 'deliveries:' .. node, list) end
if #settled > 0 then
  redis.call('XDEL', intents, unpack(settled))
  redis.call('XACK', intents, group, unpack(settled))
end
return failed
`);
