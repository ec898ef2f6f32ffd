import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { gate, LINES, MARKS } from './glyphs.js';

/**
 * A small drawing by name, in the colour of the text around it. Decorative unless it has a label.
 *
 * Properties: `name` (a key of LINES or MARKS, or gate-closed, gate-open, gate-half, policies, logo), `size` in px,
 * `label` (spoken; without one the glyph is hidden from screen readers).
 */
@customElement('pc-glyph')
export class PcGlyph extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      display: block;
    }
  `;

  @property() name = '';
  @property({ type: Number }) size = 16;
  @property() label = '';

  protected override render() {
    const { box, width, body } = this.drawing();
    return html`<svg
      width=${this.size}
      height=${this.size}
      viewBox="0 0 ${box} ${box}"
      fill="none"
      stroke="currentColor"
      stroke-width=${width}
      stroke-linecap="round"
      stroke-linejoin="round"
      role=${this.label ? 'img' : nothing}
      aria-label=${this.label || nothing}
      aria-hidden=${this.label ? nothing : 'true'}
    >
      ${body}
    </svg>`;
  }

  private drawing() {
    const small = this.size < 20;
    const gateWidth = small ? 2.1 : 1.6;
    switch (this.name) {
      case 'logo':
      case 'policies':
      case 'gate-closed':
        return { box: 24, width: gateWidth, body: gate('closed', small) };
      case 'gate-open':
        return { box: 24, width: gateWidth, body: gate('open', small) };
      case 'gate-half':
        return { box: 24, width: gateWidth, body: gate('half', small) };
    }
    const mark = MARKS[this.name];
    return mark ? { box: 14, width: 1.5, body: mark } : { box: 20, width: 1.5, body: LINES[this.name] ?? svg`` };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pc-glyph': PcGlyph;
  }
}
