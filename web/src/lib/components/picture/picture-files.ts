/** What the chooser of files offers; what a file really is, its content decides later. */
export const acceptedTypes = 'image/jpeg,image/png,image/gif,image/webp,image/avif';

/** The first picture among what was pasted or dropped; `undefined` where there is none. */
export function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}

/** Whether files are being dragged. What they are is told only when they are dropped. */
export function dragsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}
