import {
  sha256,
  toBase64Url,
  type CheckedCard,
  type Content,
  type MatchFacts,
  type Verdict,
  type VerdictLine,
} from '@sotto/protocol';
import type { Outcome } from './outcome.ts';

/**
 * An outcome as JSON, for programs. Bytes are base64url without padding; of a file that goes along there is its length and
 * SHA-256, not the file. `serversWord` is what the signatures do not prove.
 */
export function outcomeJson(outcome: Outcome): object {
  if (outcome.outcome === 'unreadable') return outcome;
  const { reportId, receivedAtMs, facts } = outcome.exported;
  return {
    outcome: outcome.outcome,
    serversWord: { reportId, receivedAtMs, match: factsJson(facts) },
    ...(outcome.outcome === 'verified'
      ? { verdict: verdictJson(outcome.verdict) }
      : { refusal: outcome.refusal }),
  };
}

/** A verdict as JSON; see {@link outcomeJson}. */
export function verdictJson(verdict: Verdict): object {
  return { ...verdict, lines: verdict.lines.map(lineJson) };
}

function lineJson({ content, file, ...line }: VerdictLine): object {
  return {
    ...line,
    ...(content && { content: contentJson(content) }),
    ...(file && { file: { bytes: file.length, sha256: toBase64Url(sha256(file)) } }),
  };
}

function contentJson(content: Content): object {
  switch (content.type) {
    case 'text':
      return content;
    case 'refresh':
      return { ...content, key: toBase64Url(content.key) };
    case 'file': {
      const { sha256: hash, chunkRoot, ...rest } = content.manifest;
      const manifest = { ...rest, sha256: toBase64Url(hash), chunkRoot: toBase64Url(chunkRoot) };
      return { ...content, manifest };
    }
  }
}

function factsJson({ initiator, answerer, ...rest }: MatchFacts): object {
  return { ...rest, initiator: cardJson(initiator), answerer: cardJson(answerer) };
}

function cardJson({ sign, seal, fingerprint }: CheckedCard): object {
  return { sign: toBase64Url(sign), seal: toBase64Url(seal), fingerprint: toBase64Url(fingerprint) };
}
