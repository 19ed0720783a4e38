/**
 * Svelte attachment: takes the focus when the element appears. Where a phase replaces the one that held the
 * focused control, this says where the reader goes on; else the focus would fall back to the top of the page.
 */
export function takeFocus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
}

/**
 * Svelte attachment for the heading of each step in a dialog: takes the focus from the step before. While the dialog opens, the focus
 * is still outside, on what it has to come back to.
 */
export function takeFocusFromStep(element: HTMLElement): void {
  const { activeElement } = document;
  const inside = element.closest('[role="dialog"]')?.contains(activeElement) ?? false;
  if (inside || activeElement === document.body) takeFocus(element);
}

/**
 * Gives the focus to the heading of the page, unless something has it. For the moment after a dialog whose opener is gone: without
 * this the reader would begin at the top.
 */
export function rescueFocus(): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    // Until its last frame, a dialog that closes keeps the focus.
    if (activeElement?.closest(':is([role="dialog"], [role="alertdialog"])[data-state="closed"]'))
      return rescueFocus();
    if (activeElement !== document.body) return;
    document.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus({ preventScroll: true });
  });
}

/** Whether a key was pressed in a dialog or a menu: what lies behind it doesn't answer to keys meanwhile. */
export function isInDialog({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}
