/**
 * Runs in the page of the one who writes: sends a line and tells when, and whether a picture was still under way at
 * that moment.
 */
export async function sayNow(text: string): Promise<{ atMs: number; during: boolean }> {
  const field = await hands.until(() => document.querySelector('textarea') ?? undefined);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const named = (button: Element) => button.ariaLabel ?? button.textContent.trim();
  const during = [...document.querySelectorAll('button')].some(
    (button) => named(button) === 'Stop this picture',
  );
  const atMs = performance.timeOrigin + performance.now();
  await hands.press('Send');
  return { atMs, during };
}
