import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { chooseTheme, currentTheme, onThemeChange } from '../theme/theme.js';

/** A button that turns the console light or dark and remembers it on this browser. */
@customElement('pc-theme-switch')
export class PcThemeSwitch extends LitElement {
  static override styles = css`
    button {
      width: 32px;
      height: 32px;
      padding: 0;
      display: grid;
      place-items: center;
      border: 0;
      border-radius: var(--pc-radius);
      background: none;
      color: var(--pc-text-2);
      cursor: pointer;
    }
    button:hover {
      background: var(--pc-surface-3);
    }
    button:focus-visible {
      outline: 2px solid var(--pc-focus);
      outline-offset: 2px;
    }
  `;

  @state() private theme = currentTheme();
  private unfollow?: () => void;

  override connectedCallback() {
    super.connectedCallback();
    this.unfollow = onThemeChange(() => (this.theme = currentTheme()));
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.unfollow?.();
  }

  protected override render() {
    const next = this.theme === 'dark' ? 'light' : 'dark';
    const words = `Use the ${next} theme`;
    return html`<button type="button" title=${words} aria-label=${words} @click=${() => chooseTheme(next)}>
      <pc-glyph name=${this.theme === 'dark' ? 'moon' : 'sun'} size="18"></pc-glyph>
    </button>`;
  }
}
