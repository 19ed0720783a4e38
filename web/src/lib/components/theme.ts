/** The chosen appearance. `app.html` applies a remembered one before the first paint, under the same key. */

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'sotto.theme';

/** What the document shows now, as app.html or {@link applyTheme} set it. */
export function currentTheme(): ThemeChoice {
  const set = document.documentElement.dataset.theme;
  return themeChoices.find((choice) => choice === set) ?? 'system';
}

export function nextTheme(choice: ThemeChoice): ThemeChoice {
  const after = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length];
  return after ?? 'system';
}

/** Shows and remembers a choice. Where storage is forbidden, it holds until the page goes. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    return;
  }
}
