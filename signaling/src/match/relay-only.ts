import type { SignalData } from '@sotto/protocol';

/**
 * What may pass between two sides that reach each other by TURN only. A changed client could send its own
 * addresses, or hope for the other's: host (mDNS names included), srflx and prflx candidates go no further, and
 * the address fields that describe the way to a relay are blanked.
 *
 * The same object where nothing had to change; `undefined` where nothing is left to pass on.
 */
export function relayOnly(data: SignalData): SignalData | undefined {
  switch (data.type) {
    case 'offer':
    case 'answer': {
      const sdp = relayOnlySdp(data.sdp);
      return sdp === data.sdp ? data : { type: data.type, sdp };
    }
    case 'candidate': {
      const { candidate } = data.candidate;
      const kept = relayOnlyCandidate(candidate);
      if (kept === candidate) return data;
      return kept === undefined ? undefined : { ...data, candidate: { ...data.candidate, candidate: kept } };
    }
    case 'renegotiate':
    case 'rebuild':
      return data;
  }
}

/** Filters a session description (RFC 8866, RFC 8839) line by line and leaves the line ends as they are. */
export function relayOnlySdp(sdp: string): string {
  return sdp.replaceAll(/[^\n]*\n?/g, relayOnlyLine);
}

function relayOnlyLine(line: string): string {
  if (line.startsWith('a=candidate:')) {
    const kept = relayOnlyCandidate(line.slice(2));
    return kept === undefined ? '' : `a=${kept}`;
  }
  // The default destination: it repeats a candidate's address and means nothing where both sides do ICE.
  if (/^c=IN IP[46] /.test(line)) return line.replace(/^c=IN IP[46] [^\r\n]*/, 'c=IN IP4 0.0.0.0');
  if (line.startsWith('a=rtcp:')) return line.replace(/^a=rtcp:[^\r\n]*/, 'a=rtcp:9 IN IP4 0.0.0.0');
  if (line.startsWith('a=remote-candidates:')) return '';
  return line;
}

/**
 * `candidate` is the `candidate-attribute` of RFC 8839 §5.1, or empty for the end of candidates. A relayed one
 * names in `raddr` the address from which its owner reached the relay.
 */
function relayOnlyCandidate(candidate: string): string | undefined {
  if (candidate.trim() === '') return candidate;
  const fields = candidate.split(' ');
  if (fields[6] !== 'typ' || fields[7]?.trimEnd() !== 'relay') return undefined;
  return candidate.replace(/ raddr [^\s]+/, ' raddr 0.0.0.0').replace(/ rport [^\s]+/, ' rport 0');
}
