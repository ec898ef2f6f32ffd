/** Light or dark: what the address says, else what was chosen last on this browser, else what the system prefers. */
export type Theme = 'light' | 'dark';

const KEY = 'pc-theme';
const CHANGED = 'pc-theme-change';
const darkPreferred = window.matchMedia('(prefers-color-scheme: dark)');

function addressed(): Theme | null {
  const value = new URLSearchParams(window.location.search).get('theme');
  return value === 'light' || value === 'dark' ? value : null;
}

function chosen(): Theme | null {
  const asked = addressed();
  if (asked) {
    return asked;
  }
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
  if (addressed()) {
    const url = new URL(window.location.href);
    url.searchParams.set('theme', theme);
    window.history.replaceState(window.history.state, '', url);
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
