import type { PictureRefusal } from '../../pictures/index.ts';
import type { PictureSent, PictureView } from '../../app/state.ts';

/** How a picture that isn't there any more, or never came, is told. */
type Ended = Exclude<PictureView['state'], 'sending' | 'stopping' | 'receiving' | 'whole'>;

/** Choosing a picture and looking at it before it goes. */
export const pictureSending = {
  attach: 'Send a picture',
  drop: 'Drop one picture to look at it first. Nothing is sent yet.',
  title: 'Send this picture?',
  preparing: 'Getting the picture ready…',
  refusedTitle: 'This picture can’t be sent',
  alt: 'The picture as it would be sent',
  facts: (type: string, size: string) => `${type}, ${size}`,
  stripped:
    'It was written anew, so nothing but what you see is left of the file: no place, no time, no camera, no thumbnail.',
  firstFrame: 'It is an animation. Only its first picture is sent.',
  final:
    'Your partner can keep a copy or photograph the screen. If one of you reports the chat, the picture can go along.',
  /** What screening makes of the picture before it goes. */
  check: {
    checking: 'Your browser is checking the picture…',
    clear: 'Checked on this device: nothing found.',
    flagged: 'This looks sexual. Your partner’s browser will hide it. Do they want it?',
    unwanted: 'You wrote on without an answer. Does your partner want a picture?',
    held: 'This looks explicit. Sotto doesn’t send it.',
    'held-here': 'This looks sexual, and your partner doesn’t seem to want it. Sotto doesn’t send it.',
    unseen: 'This picture could not be checked on this device.',
  },
  send: 'Send',
  sendAnyway: 'Send anyway',
  sending: 'Sending…',
  cancel: 'Cancel',
  close: 'Close',
};

/** Why a file does not become a picture to send. */
export const pictureRefusals: Record<PictureRefusal, string> = {
  too_big: 'The file is too large: at most 40 MB.',
  pixel_bomb: 'The picture has too many pixels.',
  too_many_frames: 'The animation has too many pictures in it.',
  not_a_picture: 'This file is no picture.',
  unsupported_type: 'Pictures of this kind can’t be sent. JPEG, PNG, GIF, WebP and AVIF can.',
  truncated: 'The file is not complete.',
  damaged: 'The file is damaged.',
  canvas_blocked: 'Your browser keeps pictures from pages. A privacy setting or an extension does that.',
};

/** Why a picture that was chosen has not gone out. */
export const notSent: Record<Exclude<PictureSent, 'sent'> | 'unreadable', string> = {
  busy: 'Another picture is still on its way. Wait until it has arrived, or stop it.',
  'not-now': 'Nothing can be sent at the moment.',
  unreadable: 'Your browser couldn’t read this file.',
};

/** A picture in the conversation. */
export const pictureLine = {
  ownAlt: 'The picture you sent',
  theirAlt: (nickname: string) => `A picture from ${nickname}`,
  sending: 'Sending the picture',
  stopping: 'Stopping…',
  receiving: (nickname: string) => `${nickname} is sending a picture`,
  progress: (done: string, all: string) => `${done} of ${all}`,
  stop: 'Stop',
  stopNamed: 'Stop this picture',
  show: 'Show picture',
  hide: 'Hide again',
  opening: 'Opening the picture…',
  animation: 'An animation. Only its first picture is shown.',
  cannotShow: 'A picture came, but your browser can’t show it safely.',
};

/** What the device says of a picture that came. */
export const screeningWords = {
  unscreened: 'Not checked on this device.',
  checking: 'Being checked on this device…',
  clear: 'Checked on this device: nothing found.',
  flagged: 'Checked on this device: probably sexual.',
  unwanted: 'Checked on this device: nothing found. It came without an answer of yours.',
};

export const ownEnds: Record<Ended, (nickname: string) => string> = {
  withdrawn: () => 'You stopped this picture. It did not arrive.',
  declined: (nickname) => `${nickname} stopped this picture. It did not arrive.`,
  'too-many': (nickname) => `Too many pictures in a short time: ${nickname}’s browser did not take this one.`,
  failed: () => 'This picture could not be sent.',
  unfinished: () => 'The chat ended before your browser knew that this picture had arrived.',
  forgotten: () => 'A picture you sent. To save memory, this tab no longer keeps it.',
};

export const theirEnds: Record<Ended, (nickname: string) => string> = {
  withdrawn: (nickname) => `${nickname} took a picture back before it was here.`,
  declined: () => 'You stopped a picture. Nothing of it was kept.',
  'too-many': (nickname) => `${nickname} sent too many pictures in a short time. This one was not taken.`,
  failed: () => 'A picture did not arrive as it was announced. Nothing of it was kept.',
  unfinished: () => 'The chat ended before this picture was here.',
  forgotten: () => 'A picture. To save memory, this tab no longer keeps it.',
};
