import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';

/**
 * A command to run by hand, with a button that copies it.
 *
 * Properties: `command` (the whole text), `heading` (default "kubectl equivalent").
 */
@customElement('pc-command')
export class PcCommand extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin-bottom: 8px;
    }
    h2 {
      margin: 0;
      font-size: var(--pc-text-14);
      font-weight: 600;
      color: var(--pc-text);
    }
    button {
      font: inherit;
      font-weight: 500;
      display: inline-flex;
      align-items: center;
      gap: 8px;
      height: 24px;
      padding: 0 6px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--pc-text-2);
      cursor: pointer;
    }
    button:hover {
      background: var(--pc-surface-3);
    }
    button:focus-visible {
      outline: 2px solid var(--pc-focus);
    }
    pre {
      margin: 0;
      padding: 10px 12px;
      font: 400 11.5px/18px var(--pc-mono);
      color: var(--pc-text-2);
      background: var(--pc-surface-2);
      border: 1px solid var(--pc-border);
      border-radius: var(--pc-radius);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `;

  @property() command = '';
  @property() heading = 'kubectl equivalent';
  @state() private said = 'Copy';

  protected override render() {
    return html`<header>
        <h2>${this.heading}</h2>
        <button type="button" @click=${this.copy}><pc-glyph name="copy" size="15"></pc-glyph><span role="status">${this.said}</span></button>
      </header>
      <pre>${this.command}</pre>`;
  }

  private async copy() {
    try {
      await navigator.clipboard.writeText(this.command);
      this.said = 'Copied';
    } catch {
      this.said = 'Select the text to copy it';
    }
    setTimeout(() => (this.said = 'Copy'), 2000);
  }
}
