/**
 * Every bound that both ends of a wire must agree on. Sizes are in bytes unless the name says otherwise.
 * A bound is checked before the thing it bounds is parsed.
 */
export const limits = {
  /** Largest signaling frame. An SDP offer for one data channel is about 1 KB; 80 avoid tokens are about 5 KB. */
  maxSocketFrameBytes: 16_384,
  /** Largest HTTP request body of the session API. */
  maxRequestBodyBytes: 16_384,
  /** Largest session description inside a signal. */
  maxSdpChars: 8_192,
  maxCandidateChars: 512,

  minNicknameChars: 2,
  maxNicknameChars: 50,
  maxInterests: 10,
  maxInterestChars: 30,
  maxLanguages: 5,
  maxBlocks: 64,
  maxRecent: 16,

  /** UTF-8 bytes of one chat message before sealing. */
  maxTextBytes: 8_192,
  /** Largest frame on the data channel; far below the 256 KiB that browsers agree on. */
  maxLinkFrameBytes: 32_768,

  /** A file that is sent over the link. */
  maxFileBytes: 10 * 1_024 * 1_024,
  /** A whole report: the messages of both sides, and pictures. */
  maxReportBytes: 16 * 1_024 * 1_024,
  /** Messages of one side in a report. */
  maxReportedPerSide: 300,
  maxReportFiles: 8,
  /** UTF-8 bytes of what a reporter adds in words. */
  maxReportCommentBytes: 2_000,
  maxMatchTicketBytes: 512,
  /** The text of an exported case: a report in base64url, and about a kilobyte around it. */
  maxCaseChars: Math.ceil((16 * 1_024 * 1_024 * 4) / 3) + 4_096,
} as const;
