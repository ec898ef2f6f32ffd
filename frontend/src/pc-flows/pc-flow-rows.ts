import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import type { Column } from './columns.js';
import { COMPACT_ROW, compactRow, compactStyles, NARROW } from './compact-row.js';
import { kindOf, timeOf, type Row } from './model.js';

const ROW = 32;
const BEYOND = 8;

/**
 * A long table of which only the rows in sight exist. Rows that come on top do not move what somebody reads.
 *
 * Properties: `rows`, `columns`, `chosen` (a row), `added` (rows that came on top with this change).
 * Events: `pc-row-select` with `detail` = the row.
 */
@customElement('pc-flow-rows')
export class PcFlowRows extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
        background: var(--pc-surface);
        font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
        font-variant-numeric: tabular-nums;
        outline-offset: -2px;
      }
      .head,
      .line {
        display: grid;
        column-gap: 12px;
        align-items: center;
        padding: 0 24px;
        height: ${ROW}px;
      }
      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--pc-surface);
        box-shadow: inset 0 -1px var(--pc-border);
        color: var(--pc-text-3);
        font-size: var(--pc-text-12);
        font-weight: 500;
      }
      .body {
        position: relative;
      }
      .line {
        position: absolute;
        left: 0;
        right: 0;
        border-bottom: 1px solid var(--pc-border);
        cursor: default;
      }
      .line:hover {
        background: var(--pc-surface-2);
      }
      .line[aria-selected='true'] {
        background: var(--pc-accent-soft);
        box-shadow: inset 3px 0 var(--pc-accent);
      }
      .line[data-kind='denied'] .reason {
        color: var(--pc-denied);
      }
      .between {
        color: var(--pc-text-2);
        background: repeating-linear-gradient(-45deg, var(--pc-lost-soft) 0 6px, var(--pc-surface) 6px 12px);
      }
      .between > .at {
        grid-column: 1;
      }
      .between > .what {
        grid-column: 2 / -1;
        display: flex;
        gap: 8px;
        align-items: center;
        min-width: 0;
        font-weight: 500;
      }
      .badge {
        height: 20px;
      }
    `,
    compactStyles
  ];

  @property({ attribute: false }) rows: Row[] = [];
  @property({ attribute: false }) columns: Column[] = [];
  @property({ attribute: false }) chosen: Row | null = null;
  @property({ type: Number }) version = 0;
  @property({ type: Number }) added = 0;
  @state() private top = 0;
  @state() private seen = 800;
  @state() private narrow = false;
  private sizes = new ResizeObserver(() => {
    this.seen = this.clientHeight;
    this.narrow = this.clientWidth < NARROW;
  });
  private readonly scrolled = () => (this.top = this.scrollTop);

  override connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    this.addEventListener('scroll', this.scrolled, { passive: true });
    this.addEventListener('keydown', this.key);
    this.tabIndex = 0;
    this.setAttribute('role', 'grid');
    this.setAttribute('aria-label', 'Flows, newest first. Arrow keys choose one, Enter opens it.');
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.removeEventListener('scroll', this.scrolled);
    this.removeEventListener('keydown', this.key);
  }

  protected override updated(changed: PropertyValues<this>) {
    this.setAttribute('aria-rowcount', String(this.rows.length + 1));
    if (changed.has('version') && this.added > 0 && this.scrollTop > 0) {
      this.scrollTop += this.added * this.height; // what somebody reads stays where it is
    }
  }

  private get height(): number {
    return this.narrow ? COMPACT_ROW : ROW;
  }

  private readonly key = (event: KeyboardEvent) => {
    const at = this.chosen ? this.rows.indexOf(this.chosen) : -1;
    const page = Math.max(1, Math.floor(this.seen / this.height) - 2);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.rows.length, End: this.rows.length }[event.key];
    if (step === undefined || this.rows.length === 0) {
      return;
    }
    event.preventDefault();
    let next = Math.max(0, Math.min(this.rows.length - 1, at + step));
    while (this.rows[next]?.between && next > 0 && next < this.rows.length - 1) {
      next += step > 0 ? 1 : -1;
    }
    const row = this.rows[next];
    if (row?.line) {
      this.choose(row);
      const y = next * this.height;
      if (y < this.scrollTop) {
        this.scrollTop = y;
      } else if (y + 2 * this.height > this.scrollTop + this.seen) {
        this.scrollTop = y + 2 * this.height - this.seen;
      }
    }
  };

  private choose(row: Row) {
    this.dispatchEvent(new CustomEvent('pc-row-select', { detail: row, bubbles: true, composed: true }));
  }

  protected override render() {
    const grid = `grid-template-columns:${this.columns.map((column) => column.width).join(' ')}`;
    // One width for all rows, or their columns would not stand under each other.
    const least = this.columns.reduce((sum, column) => sum + Number(/\d+/.exec(column.width)?.[0] ?? 0) + 12, 36);
    const width = this.narrow ? '' : `min-width:${least}px`;
    const first = Math.max(0, Math.floor(this.top / this.height) - BEYOND);
    const shown = this.rows.slice(first, first + Math.ceil(this.seen / this.height) + 2 * BEYOND);
    return html`
      ${this.narrow
        ? nothing
        : html`<div class="head" role="row" aria-rowindex="1" style="${grid};${width}">${this.columns.map((column) => html`<span role="columnheader">${column.label}</span>`)}</div>`}
      <div class="body" role="rowgroup" style="height:${this.rows.length * this.height}px;${width}">
        ${repeat(
          shown,
          (row) => (row.between ? `b${row.between.id}` : `s${row.seq}`),
          (row, i) => (row.line ? this.line(row, first + i, grid) : this.between(row, first + i, grid))
        )}
      </div>
    `;
  }

  private line(row: Row, index: number, grid: string) {
    const flow = row.line!.flow;
    const place = `top:${index * this.height}px`;
    return html`<div
      class=${this.narrow ? 'line compact' : 'line'}
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${row === this.chosen ? 'true' : 'false'}
      data-kind=${kindOf(flow)}
      style=${this.narrow ? place : `${place};${grid}`}
      @click=${() => this.choose(row)}
    >
      ${this.narrow
        ? compactRow(flow)
        : this.columns.map((column) => {
            const text = column.text(flow);
            return html`<span role="gridcell" class="ellipsis ${column.key} ${column.mono ? 'mono' : ''}" title=${text}>${column.cell ? column.cell(flow) : text}</span>`;
          })}
    </div>`;
  }

  private between(row: Row, index: number, grid: string) {
    const it = row.between!;
    const place = `top:${index * this.height}px`;
    const words = html`<pc-glyph name="lost" size="14"></pc-glyph><span class="ellipsis">${it.words}</span>`;
    return html`<div
      class=${this.narrow ? 'line compact between' : 'line between'}
      role="row"
      aria-rowindex=${index + 2}
      style=${this.narrow ? place : `${place};${grid}`}
      title="${it.words} (${timeOf(it.from)} to ${timeOf(it.to)})"
    >
      <span role="gridcell" class="mono at">${timeOf(it.from)}</span>
      <span role="gridcell" class="what">${words}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pc-flow-rows': PcFlowRows;
  }
}

