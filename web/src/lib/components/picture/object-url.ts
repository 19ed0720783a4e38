import type { Attachment } from 'svelte/attachments';

/** Svelte attachment: shows a picture that is in memory, and lets go of its address when the element goes. */
export function showBlob(blob: Blob): Attachment<HTMLImageElement> {
  return (image) => {
    const url = URL.createObjectURL(blob);
    image.src = url;
    return () => URL.revokeObjectURL(url);
  };
}
