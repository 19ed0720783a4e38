/**
 * Svelte attachment: takes the focus when the element appears. Where a phase replaces the one that held the
 * focused control, this says where the reader goes on; else the focus would fall back to the top of the page.
 */
export function takeFocus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
}

/** Whether a key was pressed in a dialog: what lies behind it doesn't answer to keys meanwhile. */
export function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}
