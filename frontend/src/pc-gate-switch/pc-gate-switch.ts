import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';

/**
 * A policy's switch: on = closed gate, off = open gate. It asks; whoever listens changes `state` once it is so.
 *
 * Properties: `state` (on | off | pending | invalid), `disabled`, `label` (what it switches, spoken), `reason` (why it
 * cannot be used; the tooltip).
 * Events: `pc-gate-toggle` with `detail.wanted` = on | off. Never fires while pending, invalid or disabled.
 */
@customElement('pc-gate-switch')
export class PcGateSwitch extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
    button {
      position: relative;
      display: block;
      width: 60px;
      height: 30px;
      padding: 0;
      border: 1.5px solid var(--pc-control);
      border-radius: 15px;
      background: var(--pc-surface-2);
      cursor: pointer;
      transition: background var(--pc-slow) var(--pc-ease);
    }
    button:focus-visible {
      outline: 2px solid var(--pc-focus);
      outline-offset: 2px;
    }
    .knob {
      position: absolute;
      top: 1.5px;
      left: 2px;
      width: 24px;
      height: 24px;
      border-radius: 50%;
      display: grid;
      place-items: center;
      background: var(--pc-surface);
      border: 1px solid var(--pc-control);
      color: var(--pc-text-2);
      transition: left var(--pc-slow) var(--pc-ease);
    }
    .word {
      position: absolute;
      right: 8px;
      top: 0;
      font: 600 11px/27px var(--pc-font);
      color: var(--pc-text-3);
    }
    [data-state='on'] {
      background: var(--pc-ink);
      border-color: var(--pc-ink);
    }
    [data-state='on'] .knob {
      left: 31px;
      border-color: var(--pc-surface);
      color: var(--pc-ink);
    }
    [data-state='on'] .word {
      right: auto;
      left: 9px;
      color: var(--pc-surface);
    }
    [data-state='pending'] .knob {
      left: 16.5px;
    }
    [data-state='pending'] .word {
      display: none;
    }
    [data-state='invalid'] {
      border-style: dashed;
      border-color: var(--pc-undecided);
    }
    button:disabled {
      cursor: not-allowed;
    }
    :host([disabled]) button {
      opacity: 0.5;
    }
  `;

  @property({ reflect: true }) state: 'on' | 'off' | 'pending' | 'invalid' = 'off';
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property() label = '';
  @property() reason = '';

  protected override render() {
    const glyph = { on: 'gate-closed', off: 'gate-open', pending: 'gate-half', invalid: 'gate-open' }[this.state];
    const still = this.disabled || this.state === 'pending' || this.state === 'invalid';
    const title = this.reason || (this.state === 'pending' ? 'Applying…' : this.state === 'invalid' ? 'Invalid, not enforced' : '');
    return html`<button
      type="button"
      role="switch"
      aria-checked=${this.state === 'on' ? 'true' : this.state === 'pending' ? 'mixed' : 'false'}
      aria-label=${this.label}
      data-state=${this.state}
      title=${title}
      ?disabled=${still}
      @click=${this.ask}
    >
      <span class="knob"><pc-glyph name=${glyph} size="16"></pc-glyph></span>
      <span class="word">${this.state === 'on' ? 'On' : 'Off'}</span>
    </button>`;
  }

  private ask() {
    this.dispatchEvent(new CustomEvent('pc-gate-toggle', { detail: { wanted: this.state === 'on' ? 'off' : 'on' }, bubbles: true }));
  }
}
