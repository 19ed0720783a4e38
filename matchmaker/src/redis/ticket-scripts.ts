import { Script } from './script.ts';
import { telling } from './telling.ts';

/**
 * What signaling nodes do to tickets. A ticket is a hash:
 *
 * - `state`: the one field that every change checks first. `matched`, `cancelled`, or while it waits the id of the entry in
 *   the stream of intents by which it does so: a claim names the entry that it has seen.
 * - `node`: to whom its match is delivered. `side`: JSON of what the match tells of it. `offer`: JSON of its SDP.
 * - `match`, while matched: `i` or `a` for its role, its partner's id, and JSON of the rest of the match, with a space
 *   between. One field, since each costs Redis as much as the whole text does.
 * - `from`: the id of the match that the last requeue came from.
 *
 * Each script is safe to send twice, as a client does whose connection broke before the reply came.
 */

/** Takes the `match` of a ticket apart. */
const partsOfMatch = `
local function partsOf(match) return string.match(match, '^(.) (%S+) (.*)$') end
`;

/**
 * KEYS ticket, intents. ARGV prefix, id, node, side, body, ttlMs. Answers queued, matched or cancelled.
 * A matched ticket's match is appended to the deliveries of the node once more. Its partner may be back in the
 * queue by then; the partner's side of the story is then told without the offer, which was for that match only.
 */
export const submitScript = new Script(`${telling}${partsOfMatch}
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'cancelled' then return state end
if state == 'matched' then
  redis.call('HSET', KEYS[1], 'node', ARGV[3])
  local own = redis.call('HMGET', KEYS[1], 'match', 'side', 'offer')
  local role, peer, meta = partsOf(own[1])
  local theirs = redis.call('HMGET', ARGV[1] .. 'ticket:' .. peer, 'match', 'side', 'offer')
  if theirs[2] then
    local isThere = theirs[1] and select(3, partsOf(theirs[1])) == meta
    local offer = isThere and theirs[3]
    local told = {}
    if role == 'i' then
      tell(told, role, meta, own[2], own[3], theirs[2], offer)
    else
      tell(told, role, meta, theirs[2], offer, own[2], own[3])
    end
    append(ARGV[1] .. 'deliveries:' .. ARGV[3], told)
  end
  return state
end
if state then
  redis.call('HSET', KEYS[1], 'node', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
  return 'queued'
end
local entry = redis.call('XADD', KEYS[2], '*', 's', ARGV[5])
redis.call('HSET', KEYS[1], 'state', entry, 'node', ARGV[3], 'side', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 'queued'
`);

/** KEYS ticket, intents. ARGV node, side, body, ttlMs, match. Answers queued or gone. */
export const requeueScript = new Script(`${partsOfMatch}
local own = redis.call('HMGET', KEYS[1], 'state', 'match', 'from')
if not own[1] or own[1] == 'cancelled' then return 'gone' end
if own[1] ~= 'matched' then return own[3] == ARGV[5] and 'queued' or 'gone' end
local _, _, meta = partsOf(own[2])
if cjson.decode(meta).id ~= ARGV[5] then return 'gone' end
local entry = redis.call('XADD', KEYS[2], '*', 's', ARGV[3])
redis.call('HDEL', KEYS[1], 'offer', 'match')
redis.call('HSET', KEYS[1], 'state', entry, 'node', ARGV[1], 'side', ARGV[2], 'from', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 'queued'
`);

/** Answers the state of a ticket in one word: waiting, matched, cancelled or unknown. */
const stateInAWord = `
local function wordOf(state)
  if not state then return 'unknown' end
  return (state == 'matched' or state == 'cancelled') and state or 'waiting'
end
`;

/** KEYS ticket. ARGV offer. Answers attached or gone. */
export const attachOfferScript = new Script(`${stateInAWord}
if wordOf(redis.call('HGET', KEYS[1], 'state')) ~= 'waiting' then return 'gone' end
redis.call('HSET', KEYS[1], 'offer', ARGV[1])
return 'attached'
`);

/**
 * KEYS ticket, intents. ARGV id, retainMs. Answers cancelled, matched or unknown. What a match tells of a ticket that came
 * back from one is kept, since the partner may yet have to be told of that match.
 */
export const cancelScript = new Script(`${stateInAWord}
local word = wordOf(redis.call('HGET', KEYS[1], 'state'))
if word ~= 'waiting' then return word end
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
export const refreshScript = new Script(`${stateInAWord}
local answers = {}
for i, key in ipairs(KEYS) do
  local own = redis.call('HMGET', key, 'state', 'node')
  answers[i] = wordOf(own[1])
  if answers[i] == 'waiting' then
    if own[2] == ARGV[1] then redis.call('PEXPIRE', key, ARGV[2]) else answers[i] = 'moved' end
  end
end
return answers
`);
