/** Colours of the page as a canvas takes them: resolved, for the theme that shows now. */
export type ChartColours = Readonly<Record<(typeof tokens)[number], string>>;

const tokens = ['pine', 'lamp-glow', 'danger', 'line', 'line-strong', 'ink-soft', 'ink', 'raised'] as const;

export function chartColours(): ChartColours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = Object.fromEntries(
    tokens.map((token) => {
      probe.style.color = `var(--${token})`;
      return [token, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colours as ChartColours;
}

/** Tells when the page changes between light and dark, until the function that it gives is called. */
export function onThemeChange(changed: () => void): () => void {
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', changed);
  };
}
