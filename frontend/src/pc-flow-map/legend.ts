import { html, svg } from 'lit';

function sample(body: unknown) {
  return html`<svg width="44" height="12" viewBox="0 0 44 12" fill="none" aria-hidden="true">${body}</svg>`;
}

/** What the lines and gates mean. */
export const legend = html`<div class="legend card wide" aria-label="Legend">
  <span>${sample(svg`<path d="M0 6H35" stroke="var(--pc-allowed)" stroke-width="2"/><path d="M34 2l8 4-8 4z" fill="var(--pc-allowed)"/>`)}Allowed</span>
  <span>${sample(svg`<path d="M0 6H35" stroke="var(--pc-denied)" stroke-width="2" stroke-dasharray="6 4"/><path d="M38 0v12" stroke="var(--pc-denied)" stroke-width="2.5"/>`)}Denied</span>
  <span>${sample(svg`<path d="M1 6H34" stroke="var(--pc-l7)" stroke-width="2.6" stroke-dasharray="0 5" stroke-linecap="round"/><path d="M34 2l8 4-8 4z" fill="var(--pc-l7)"/>`)}L7-redirected</span>
  <span>${sample(svg`<path d="M0 6H35" stroke="var(--pc-undecided)" stroke-width="2" stroke-dasharray="9 3 2 3"/><path d="M34 2l7 4-7 4" stroke="var(--pc-undecided)" stroke-width="1.6"/>`)}Undecided</span>
  <span
    >${sample(svg`<rect x=".5" y="2" width="42" height="8" fill="var(--pc-lost-soft)" stroke="var(--pc-lost)" stroke-width=".8"/><path d="M3 10l7-8M10 10l7-8M17 10l7-8M24 10l7-8M31 10l7-8" stroke="var(--pc-lost)" stroke-width="1.3"/>`)}Lost
    data</span
  >
  <span class="ink"><pc-glyph name="gate-closed"></pc-glyph>Isolated</span>
  <span><pc-glyph name="gate-open"></pc-glyph>Not isolated</span>
</div>`;
