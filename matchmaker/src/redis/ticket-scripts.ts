import { Script } from './script.ts';

/**
 * What signaling nodes do to tickets. A ticket is a hash:
 *
 * - `state`: waiting, matched or cancelled. Every change is made by one script that checks it first.
 * - `ver`: counts entries into the queue; a claim names the one it has seen.
 * - `node`: to whom its match is delivered. `side`: JSON of what the match tells of it. `offer`: its SDP.
 * - while matched: `match`, `role`, `peer` (a ticket id) and `meta` (JSON of the rest of the match).
 * - `from`: the match that the last requeue came from.
 *
 * Each is safe to send twice, as a client does whose connection broke before the reply came.
 */

/**
 * KEYS ticket, intents. ARGV prefix, id, node, side, body, ttlMs. Answers queued, matched or cancelled.
 * A matched ticket's match is appended to the deliveries of the node once more. Its partner may be back in the
 * queue by then; the partner's side of the story is then told without the offer, which was for that match only.
 */
export const submitScript = new Script(`
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'cancelled' then return state end
if state then
  redis.call('HSET', KEYS[1], 'node', ARGV[3])
  if state == 'waiting' then
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
    return 'queued'
  end
  local own = redis.call('hmget', KEYS[1], 'match', 'role', 'peer', 'meta', 'side', 'offer')
  local peer = redis.call('hmget', ARGV[1] .. 'ticket:' .. own[3], 'match', 'side', 'offer')
  if peer[2] then
    local theirs = peer[1] == own[1] and peer[3] or ''
    local out = ARGV[1] .. 'deliveries:' .. ARGV[3]
    if own[2] == 'initiator' then
      redis.call('XADD', out, '*', 'r', 'i', 'm', own[4], 'i', own[5], 'io', own[6] or '', 'a', peer[2], 'ao', theirs)
    else
      redis.call('XADD', out, '*', 'r', 'a', 'm', own[4], 'i', peer[2], 'io', theirs, 'a', own[5], 'ao', own[6] or '')
    end
    redis.call('PEXPIRE', out, 120000)
  end
  return state
end
redis.call('HSET', KEYS[1], 'state', 'waiting', 'ver', '1', 'node', ARGV[3], 'side', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('XADD', KEYS[2], '*', 's', ARGV[5], 'v', '1')
return 'queued'
`);

/** KEYS ticket, intents. ARGV node, side, body, ttlMs, match. Answers queued or gone. */
export const requeueScript = new Script(`
local own = redis.call('hmget', KEYS[1], 'state', 'match', 'ver', 'from')
if own[1] == 'waiting' and own[4] == ARGV[5] then return 'queued' end
if own[1] ~= 'matched' or own[2] ~= ARGV[5] then return 'gone' end
local ver = tostring(tonumber(own[3]) + 1)
redis.call('HDEL', KEYS[1], 'offer', 'match', 'role', 'peer', 'meta')
redis.call('HSET', KEYS[1], 'state', 'waiting', 'ver', ver, 'node', ARGV[1], 'side', ARGV[2], 'from', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('XADD', KEYS[2], '*', 's', ARGV[3], 'v', ver)
return 'queued'
`);

/** KEYS ticket. ARGV sdp. Answers attached or gone. */
export const attachOfferScript = new Script(`
if redis.call('HGET', KEYS[1], 'state') ~= 'waiting' then return 'gone' end
redis.call('HSET', KEYS[1], 'offer', ARGV[1])
return 'attached'
`);

/**
 * KEYS ticket, intents. ARGV id, retainMs. Answers cancelled, matched or unknown. What a match tells of a ticket that came
 * back from one is kept, since the partner may yet have to be told of that match.
 */
export const cancelScript = new Script(`
local state = redis.call('HGET', KEYS[1], 'state')
if not state then return 'unknown' end
if state ~= 'waiting' then return state end
redis.call('HDEL', KEYS[1], 'offer')
if redis.call('HEXISTS', KEYS[1], 'from') == 0 then redis.call('HDEL', KEYS[1], 'side') end
redis.call('HSET', KEYS[1], 'state', 'cancelled')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('XADD', KEYS[2], '*', 'c', ARGV[1])
return 'cancelled'
`);

/**
 * Keeps waiting tickets of one node from expiring. KEYS tickets. ARGV node, ttlMs. Answers for each: waiting,
 * moved (waiting for another node), matched, cancelled or unknown.
 */
export const refreshScript = new Script(`
local answers = {}
for i, key in ipairs(KEYS) do
  local own = redis.call('hmget', key, 'state', 'node')
  answers[i] = own[1] or 'unknown'
  if own[1] == 'waiting' then
    if own[2] == ARGV[1] then redis.call('PEXPIRE', key, ARGV[2]) else answers[i] = 'moved' end
  end
end
return answers
`);
