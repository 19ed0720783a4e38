import { Script } from './script.ts';

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

/** KEYS tickets. ARGV a version for each. Answers 1 for each that waits in that version, else 0. */
export const waitScript = new Script(`
local answers = {}
for i, key in ipairs(KEYS) do
  local own = redis.call('HMGET', key, 'state', 'ver')
  answers[i] = own[1] == 'waiting' and own[2] == ARGV[i] and 1 or 0
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
 * Commits pairs, each exactly once. KEYS lease, then two tickets a pair. ARGV lease, prefix, retainMs, then for
 * each pair: id and version of both tickets, match id, meta, and 1 where the first ticket is the older.
 *
 * Answers `fenced` where the lease is not held any more, else one number a pair: 0 committed, +1 where the first
 * ticket could not be had, +2 where the second could not. A pair that was committed by an earlier sending of the
 * same call counts as committed and is not delivered again.
 */
export const claimScript = new Script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'fenced' end
local prefix, retainMs = ARGV[2], ARGV[3]
local answers = {}
local function deliver(node, role, meta, i, a)
  local out = prefix .. 'deliveries:' .. node
  redis.call('XADD', out, '*', 'r', role, 'm', meta, 'i', i[4], 'io', i[5] or '', 'a', a[4], 'ao', a[5] or '')
  redis.call('PEXPIRE', out, 120000)
end
local function mark(key, match, role, peer, meta)
  redis.call('HSET', key, 'state', 'matched', 'match', match, 'role', role, 'peer', peer, 'meta', meta)
  redis.call('PEXPIRE', key, retainMs)
end
for pair = 1, (#KEYS - 1) / 2 do
  local keyA, keyB = KEYS[pair * 2], KEYS[pair * 2 + 1]
  local at = 3 + (pair - 1) * 7
  local idA, verA, idB, verB = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local match, meta, firstIsOlder = ARGV[at + 5], ARGV[at + 6], ARGV[at + 7]
  local a = redis.call('hmget', keyA, 'state', 'ver', 'node', 'side', 'offer', 'match')
  local b = redis.call('hmget', keyB, 'state', 'ver', 'node', 'side', 'offer', 'match')
  local hasA = a[1] == 'waiting' and a[2] == verA
  local hasB = b[1] == 'waiting' and b[2] == verB
  if a[6] == match or b[6] == match then
    answers[pair] = 0
  elseif hasA and hasB then
    local aFirst = firstIsOlder == '1'
    if (a[5] and true) ~= (b[5] and true) then aFirst = a[5] and true end
    mark(keyA, match, aFirst and 'initiator' or 'answerer', idB, meta)
    mark(keyB, match, aFirst and 'answerer' or 'initiator', idA, meta)
    local i, o = a, b
    if not aFirst then i, o = b, a end
    if i[3] == o[3] then
      deliver(i[3], 'b', meta, i, o)
    else
      deliver(i[3], 'i', meta, i, o)
      deliver(o[3], 'a', meta, i, o)
    end
    answers[pair] = 0
  else
    answers[pair] = (hasA and 0 or 1) + (hasB and 0 or 2)
  end
end
return answers
`);
