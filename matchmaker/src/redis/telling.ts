/** A node that is away for longer has lost its sockets, and with them those to be told. */
const deliveriesTtlMs = 120_000;

/**
 * Lua with which scripts tell nodes of matches: `tell` adds a match to a list, and `append` puts the list into a node's stream as
 * one entry, of which `decodeDeliveries` reads six items a match. Sides, offers and meta are JSON already; an offer may be missing.
 *
 * A script that matches many so pays for one entry a node. It does not join the texts: Redis' Lua hashes each byte of each
 * new string, which would cost more than all else about a delivery.
 */
export const telling = `
local function tell(list, role, meta, i, iOffer, a, aOffer)
  local n = #list
  list[n + 1], list[n + 2], list[n + 3] = role, meta, i
  list[n + 4], list[n + 5], list[n + 6] = iOffer or 'null', a, aOffer or 'null'
end
local function append(stream, list)
  redis.call('XADD', stream, '*', unpack(list))
  redis.call('PEXPIRE', stream, ${deliveriesTtlMs})
end
`;
