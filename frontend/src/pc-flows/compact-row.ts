import { css, html } from 'lit';
import '../pc-glyph/pc-glyph.js';
import { endName, kindOf, l7Words, reasonWords, timeOf, transport, verdictWord, type Flow } from './model.js';

/** Below this many pixels a flow takes three lines, for no column would be left wide enough to read. */
export const NARROW = 640;

/** Its height in pixels. */
export const COMPACT_ROW = 76;

/** What a phone shows of a flow: when and what became of it, from where to where, and why or what was asked. */
export function compactRow(flow: Flow) {
  const { to, protocol } = transport(flow);
  const source = endName(flow.source, flow.IP?.source);
  const target = endName(flow.destination, flow.IP?.destination);
  const words = [reasonWords(flow), l7Words(flow)].filter(Boolean).join(' · ');
  return html`<span role="gridcell" class="when"
      ><span class="badge" data-kind=${kindOf(flow)}><pc-glyph name=${kindOf(flow)} size="14"></pc-glyph>${verdictWord(flow)}</span>
      <span class="ellipsis reason" title=${words}>${words}</span><span class="mono">${timeOf(flow.time)}</span></span
    ><span role="gridcell" class="ellipsis mono" title=${source}>${source}</span
    ><span role="gridcell" class="to mono"><span aria-label="to">→</span> <span class="ellipsis" title=${target}>${target}</span><span>${to ? `:${to}` : protocol}</span></span>`;
}

export const compactStyles = css`
  .compact {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    justify-content: center;
    height: ${COMPACT_ROW}px;
    padding: 0 16px;
    line-height: 20px;
  }
  .compact .when {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 8px;
    align-items: center;
    margin-bottom: 2px;
    font-size: var(--pc-text-12);
  }
  .compact .to {
    display: flex;
    gap: 6px;
  }
  .compact .to .ellipsis {
    min-width: 0;
  }
  .compact .to :last-child {
    margin-left: -6px;
  }
`;
