import type { Kind } from './model.js';

/** The tokens as the canvas needs them: plain colours, read again when the theme changes. */
export interface Palette {
  font: string;
  mono: string;
  canvas: string;
  surface: string;
  surface3: string;
  ns: string;
  nsBorder: string;
  borderStrong: string;
  control: string;
  text: string;
  text2: string;
  text3: string;
  ink: string;
  accent: string;
  lost: string;
  verdict: Record<Kind, string>;
  soft: Record<Kind, string>;
}

export function readPalette(from: Element): Palette {
  const style = getComputedStyle(from);
  const token = (name: string) => style.getPropertyValue(`--pc-${name}`).trim();
  return {
    font: token('font'),
    mono: token('mono'),
    canvas: token('canvas'),
    surface: token('surface'),
    surface3: token('surface-3'),
    ns: token('ns'),
    nsBorder: token('ns-border'),
    borderStrong: token('border-strong'),
    control: token('control'),
    text: token('text'),
    text2: token('text-2'),
    text3: token('text-3'),
    ink: token('ink'),
    accent: token('accent'),
    lost: token('lost'),
    verdict: { allowed: token('allowed'), denied: token('denied'), l7: token('l7'), undecided: token('undecided') },
    soft: { allowed: token('allowed-soft'), denied: token('denied-soft'), l7: token('l7-soft'), undecided: token('undecided-soft') }
  };
}
