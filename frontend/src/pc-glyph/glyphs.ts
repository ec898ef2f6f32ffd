import { svg, type SVGTemplateResult } from 'lit';

/** Line drawings on a 20 grid, stroked with the text's colour. */
export const LINES: Record<string, SVGTemplateResult> = {
  map: svg`<circle cx="5" cy="5" r="2.2"/><circle cx="15" cy="7" r="2.2"/><circle cx="9" cy="15.5" r="2.2"/><path d="M7.1 5.5l5.7 1.1M6 7l2.2 6.4M13.9 8.9l-3.7 4.9"/>`,
  flows: svg`<path d="M3 6h11M11.5 3.5L14 6l-2.5 2.5M17 14H6M8.5 11.5L6 14l2.5 2.5"/>`,
  drills: svg`<circle cx="10" cy="10" r="6.8"/><circle cx="10" cy="10" r="2.6"/><path d="M10 1.5v3M10 15.5v3M1.5 10h3M15.5 10h3"/>`,
  incidents: svg`<path d="M10 3L18 16.5H2z"/><path d="M10 8v4M10 14.2v.1"/>`,
  users: svg`<circle cx="7.5" cy="7" r="3"/><path d="M2 16.5c0-3 2.4-4.8 5.5-4.8s5.5 1.8 5.5 4.8M13 4.3a3 3 0 0 1 0 5.4M15 12.2c1.9.7 3 2.2 3 4.3"/>`,
  workloads: svg`<path d="M10 2.5l6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2z"/><path d="M3.5 6.2L10 10l6.5-3.8M10 10v7.5"/>`,
  metrics: svg`<path d="M3 3v14h14"/><path d="M6 13l3.5-4 3 2.5L17 6"/>`,
  timeline: svg`<path d="M2.5 10h15"/><circle cx="6" cy="10" r="2"/><path d="M12 6v8M15.5 7.5v5"/>`,
  audit: svg`<path d="M5 2.5h7l3.5 3.5v11.5H5z"/><path d="M8 9h5M8 12h5M8 15h3"/>`,
  cluster: svg`<circle cx="10" cy="10" r="2.2"/><circle cx="10" cy="3.5" r="1.5"/><circle cx="4.3" cy="14" r="1.5"/><circle cx="15.7" cy="14" r="1.5"/><path d="M10 5v2.8M5.6 13.2l2.5-1.8M14.4 13.2l-2.5-1.8"/>`,
  workload: svg`<rect x="3" y="3" width="10" height="10" rx="2"/><path d="M16.5 7v7.5a2 2 0 0 1-2 2H7"/>`,
  job: svg`<circle cx="10" cy="10" r="7"/><path d="M8 6.8l5 3.2-5 3.2z"/>`,
  database: svg`<ellipse cx="10" cy="5" rx="6" ry="2.4"/><path d="M4 5v10c0 1.3 2.7 2.4 6 2.4s6-1.1 6-2.4V5M4 10c0 1.3 2.7 2.4 6 2.4s6-1.1 6-2.4"/>`,
  globe: svg`<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c2.3 2 3.2 4.5 3.2 7S12.3 15 10 17c-2.3-2-3.2-4.5-3.2-7S7.7 5 10 3z"/>`,
  host: svg`<rect x="3" y="4" width="14" height="5" rx="1.5"/><rect x="3" y="11" width="14" height="5" rx="1.5"/><path d="M6 6.5h.1M6 13.5h.1"/>`,
  filter: svg`<path d="M3 5h14M6 10h8M8.5 15h3"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4l2.6 1.8"/>`,
  pause: svg`<path d="M7 4.5v11M13 4.5v11" stroke-width="2"/>`,
  play: svg`<path d="M6.5 4.5l9 5.5-9 5.5z"/>`,
  search: svg`<circle cx="9" cy="9" r="5.5"/><path d="M13 13l4 4"/>`,
  down: svg`<path d="M6 8l4 4 4-4"/>`,
  right: svg`<path d="M8 6l4 4-4 4"/>`,
  check: svg`<path d="M4 10.5l4 4 8-9"/>`,
  cross: svg`<path d="M5 5l10 10M15 5L5 15"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  minus: svg`<path d="M4 10h12"/>`,
  fit: svg`<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/>`,
  copy: svg`<path d="M7 7h9v9H7z"/><path d="M13 7V4H4v9h3"/>`,
  edit: svg`<path d="M4 16l.8-3.4L13.6 3.8l2.6 2.6-8.8 8.8z"/>`,
  bin: svg`<path d="M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v5M11.5 9v5"/>`,
  info: svg`<circle cx="10" cy="10" r="7"/><path d="M10 9v5M10 6.2v.1"/>`,
  warning: svg`<path d="M10 3L18 16.5H2z"/><path d="M10 8v4M10 14.2v.1"/>`,
  sun: svg`<circle cx="10" cy="10" r="3.5"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.5 1.5M14.2 14.2l1.5 1.5M4.3 15.7l1.5-1.5M14.2 5.8l1.5-1.5"/>`,
  moon: svg`<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z"/>`,
  link: svg`<path d="M8.5 11.5l3-3M7.5 8.5l-2 2a2.8 2.8 0 0 0 4 4l2-2M12.5 11.5l2-2a2.8 2.8 0 0 0-4-4l-2 2"/>`,
  undo: svg`<path d="M4 8h8a4.5 4.5 0 0 1 0 9H8M7 4.5L3.5 8 7 11.5"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>`,
  leave: svg`<path d="M8 3.5H4v13h4M12 6.5l3.5 3.5-3.5 3.5M15.5 10H7.5"/>`,
  more: svg`<path d="M5 10h.1M10 10h.1M15 10h.1" stroke-width="2.4"/>`
};

/** The small marks of the verdicts: a shape each, so that none rests on colour alone. On a 14 grid. */
export const MARKS: Record<string, SVGTemplateResult> = {
  allowed: svg`<circle cx="7" cy="7" r="4.2" fill="currentColor" stroke="none"/>`,
  denied: svg`<path d="M1 7h3M5.5 7h3" stroke-width="2"/><path d="M11.5 2v10" stroke-width="2.4"/>`,
  l7: svg`<path d="M7 2.2L11.8 7 7 11.8 2.2 7z" stroke-width="1.8"/>`,
  undecided: svg`<path d="M7 2.2l5 9.3H2z" stroke-width="1.7"/>`,
  lost: svg`<path d="M2 8l6-6M3.5 12L12 3.5M8 12.5l4.5-4.5" stroke-width="1.5"/>`,
  'not-observed': svg`<path d="M2.5 7h.1M7 7h.1M11.5 7h.1" stroke-width="2.6"/>`
};

const ARCH = 'M3.5 22V7A3.5 3.5 0 0 1 7 3.5h10A3.5 3.5 0 0 1 20.5 7v15';

function bars(xs: number[], halfTip: number, foot: number, tip: number): SVGTemplateResult[] {
  return xs.map(
    (x) => svg`<path d="M${x} 3.5V${foot}"/><path d="M${x - halfTip} ${foot - 0.3}h${2 * halfTip}L${x} ${tip}z" fill="currentColor" stroke="none"/>`
  );
}

/** The gate, on a 24 grid: closed = isolated or enforced, open = not. Small sizes have three bars instead of four. */
export function gate(state: 'closed' | 'open' | 'half', small: boolean): SVGTemplateResult {
  const xs = small ? [8, 12, 16] : [7.4, 10.5, 13.5, 16.6];
  const halfTip = small ? 1.5 : 1.25;
  const [foot, tip] = state === 'closed' ? [17.4, 21.8] : state === 'half' ? [12, 15.6] : [7, 10.6];
  const rails = state === 'open' ? (small ? [] : [6.6]) : state === 'half' ? [small ? 8.5 : 7.8] : small ? [11] : [8.6, 13.4];
  return svg`<path d=${ARCH}/>${bars(xs, halfTip, foot, tip)}${rails.map((y) => svg`<path d="M3.5 ${y}H20.5"/>`)}`;
}
