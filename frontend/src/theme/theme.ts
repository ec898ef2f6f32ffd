/** Light or dark: what was chosen last on this browser, else what the system prefers. */
export type Theme = 'light' | 'dark';

const KEY = 'pc-theme';
const CHANGED = 'pc-theme-change';
const darkPreferred = window.matchMedia('(prefers-color-scheme: dark)');

function chosen(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null; // storage is forbidden: follow the system
  }
}

export function currentTheme(): Theme {
  return chosen() ?? (darkPreferred.matches ? 'dark' : 'light');
}

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // not remembered, but still applied below
  }
  apply(theme);
}

/** Calls back after each change until the returned function is called. */
export function onThemeChange(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}

function apply(theme: Theme): void {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.setAttribute('theme', theme);
  window.dispatchEvent(new Event(CHANGED));
}

apply(currentTheme());
darkPreferred.addEventListener('change', () => apply(currentTheme()));
