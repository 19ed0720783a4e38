export { maxPictureBytes, type PlainPicture } from './encode.ts';
export { framesOf } from './frames.ts';
export { openPicture, type OpenedPicture } from './open.ts';
export { preparePicture, type PreparedPicture } from './prepare.ts';
export { maxSidePx, type PictureRefusal, type Refused } from './still.ts';
