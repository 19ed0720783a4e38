/**
 * Svelte attachment: keeps a full-height element above the virtual keyboard. Browsers that heed
 * `interactive-widget=resizes-content` do it themselves; Safari on iOS lays the keyboard over the page and tells
 * only the visual viewport. Does nothing while somebody has zoomed in, since then that viewport shrinks too.
 */
export function keepAboveKeyboard(element: HTMLElement): (() => void) | undefined {
  const viewport = window.visualViewport;
  if (!viewport) return undefined;

  function fit(): void {
    if (!viewport) return;
    const covered = viewport.scale === 1 && window.innerHeight - viewport.height > 1;
    element.style.height = covered ? `${viewport.height}px` : '';
    if (covered) window.scrollTo(0, 0);
  }

  viewport.addEventListener('resize', fit);
  return () => viewport.removeEventListener('resize', fit);
}
