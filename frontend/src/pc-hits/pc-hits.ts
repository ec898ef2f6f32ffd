import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/**
 * How often something was allowed and denied lately: bars above and below a line, each with a scale of its own, so
 * that a few denials never vanish.
 *
 * Properties: `allowed`, `denied` (numbers per span, oldest first), `label` (spoken).
 */
@customElement('pc-hits')
export class PcHits extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 24px;
      width: 140px;
    }
    svg {
      display: block;
    }
    .base {
      stroke: var(--pc-border-strong);
    }
    .allowed {
      fill: var(--pc-allowed);
    }
    .denied {
      fill: var(--pc-denied);
    }
  `;

  @property({ type: Array }) allowed: number[] = [];
  @property({ type: Array }) denied: number[] = [];
  @property() label = '';

  protected override render() {
    const tallest = Math.max(1, ...this.allowed);
    const deepest = Math.max(1, ...this.denied);
    const step = 140 / Math.max(1, this.allowed.length);
    return html`<svg width="140" height="24" role="img" aria-label=${this.label}>
      ${this.allowed.map((n, i) => this.bar('allowed', i * step, step, 15, -this.length(n, tallest, 14)))}
      <line class="base" x1="0" x2="140" y1="15.5" y2="15.5"></line>
      ${this.denied.map((n, i) => this.bar('denied', i * step, step, 16, this.length(n, deepest, 8)))}
    </svg>`;
  }

  private length(count: number, most: number, room: number) {
    return count === 0 ? 0 : Math.max(2, Math.round((room * Math.log1p(count)) / Math.log1p(most)));
  }

  private bar(kind: string, x: number, step: number, from: number, length: number) {
    return length === 0
      ? svg``
      : svg`<rect class=${kind} x=${x} width=${Math.max(1, step - 1.5)} y=${Math.min(from, from + length)} height=${Math.abs(length)}></rect>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pc-hits': PcHits;
  }
}
