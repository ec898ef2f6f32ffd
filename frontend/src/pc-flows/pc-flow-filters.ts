import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { sameTerm, type Field, type Term } from './terms.js';

interface Choice {
  label: string;
  hint: string;
  take: () => void;
}

const QUIET_MILLIS = 150;

/**
 * The conditions as chips, and a box that adds one: first the field, then its value, both with suggestions; the values
 * are those that kept flows really have. An exclamation mark before the field, or a click on a chip's "is", negates.
 *
 * Properties: `terms`, `recording`. Events: `pc-terms-change` with `detail` = the new terms.
 */
@customElement('pc-flow-filters')
export class PcFlowFilters extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        min-width: 0;
      }
      .term {
        display: inline-flex;
        align-items: center;
        height: 28px;
        max-width: 380px;
        border: 1px solid var(--pc-accent);
        border-radius: var(--pc-radius-pill);
        background: var(--pc-accent-soft);
        padding-left: 12px;
      }
      .term[data-negated] {
        border-style: dashed;
        background: var(--pc-surface);
      }
      .term button {
        border: 0;
        background: none;
        cursor: pointer;
        height: 26px;
        padding: 0 6px;
        border-radius: var(--pc-radius-pill);
        display: inline-grid;
        place-items: center;
      }
      .term button:hover {
        background: var(--pc-surface-3);
      }
      .term .is {
        color: var(--pc-accent-text);
        font-weight: 600;
      }
      .box {
        position: relative;
        flex: 1 1 280px;
        max-width: 520px;
        display: flex;
        align-items: center;
        gap: 6px;
        height: 32px;
        padding: 0 8px;
        border: 1px solid var(--pc-control);
        border-radius: var(--pc-radius);
        background: var(--pc-surface);
      }
      .box:focus-within {
        outline: 2px solid var(--pc-focus);
        outline-offset: 1px;
      }
      .field {
        display: inline-flex;
        gap: 4px;
        padding: 2px 8px;
        border-radius: var(--pc-radius-pill);
        background: var(--pc-surface-3);
        white-space: nowrap;
        font-weight: 500;
      }
      input {
        flex: 1;
        min-width: 60px;
        border: 0;
        background: none;
        outline: none;
        height: 28px;
      }
      ul {
        position: absolute;
        top: 36px;
        left: -1px;
        right: -1px;
        z-index: 5;
        margin: 0;
        padding: 4px;
        list-style: none;
        max-height: 340px;
        overflow: auto;
        border: 1px solid var(--pc-border-strong);
        border-radius: var(--pc-radius);
        background: var(--pc-surface);
        box-shadow: var(--pc-shadow);
      }
      li {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 5px 8px;
        border-radius: 4px;
        cursor: pointer;
      }
      li[aria-selected='true'] {
        background: var(--pc-accent-soft);
      }
      li.none {
        color: var(--pc-text-3);
        cursor: default;
      }
    `
  ];

  @property({ attribute: false }) terms: Term[] = [];
  @property() recording = '';
  @state() private fields: Field[] = [];
  @state() private field: Field | null = null;
  @state() private negated = false;
  @state() private typed = '';
  @state() private values: { value: string; flows: number }[] = [];
  @state() private open = false;
  @state() private at = -1;
  @query('input') private input!: HTMLInputElement;
  private timer = 0;
  private asked = 0;

  override connectedCallback() {
    super.connectedCallback();
    void fetch(new URL('api/v1/flows/fields', document.baseURI))
      .then((response) => (response.ok ? response.json() : []))
      .then((fields: Field[]) => (this.fields = fields))
      .catch(() => (this.fields = []));
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  protected override render() {
    const choices = this.open ? this.choices() : [];
    return html`
      <div class="box">
        <pc-glyph name="filter" size="16"></pc-glyph>
        ${this.field
          ? html`<span class="field">${this.field.label}<b>${this.negated ? 'is not' : 'is'}</b></span>`
          : nothing}
        <input
          role="combobox"
          aria-label=${this.field ? `${this.field.label} ${this.negated ? 'is not' : 'is'}` : 'Add a filter'}
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls="choices"
          aria-activedescendant=${this.at >= 0 ? `choice-${this.at}` : ''}
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.field ? this.field.hint : 'Add a filter: verdict, namespace, port …'}
          .value=${this.typed}
          @input=${this.typing}
          @keydown=${this.key}
          @focus=${this.focusing}
          @blur=${() => (this.open = false)}
        />
        ${this.open
          ? html`<ul id="choices" role="listbox" aria-label=${this.field ? 'Values' : 'Fields'}>
              ${choices.map(
                (choice, i) => html`<li
                  id="choice-${i}"
                  role="option"
                  aria-selected=${i === this.at ? 'true' : 'false'}
                  @mousedown=${(event: Event) => {
                    event.preventDefault();
                    choice.take();
                  }}
                >
                  <span class="ellipsis ${this.field ? 'mono' : ''}">${choice.label}</span><span class="hint ellipsis">${choice.hint}</span>
                </li>`
              )}
              ${choices.length === 0 ? html`<li class="none">${this.field ? `No kept flow has such a value. Enter takes it all the same.` : 'There is no such field.'}</li>` : nothing}
            </ul>`
          : nothing}
      </div>
      ${this.terms.map((term) => this.chip(term))}
      ${this.terms.length ? html`<button class="button quiet" type="button" @click=${() => this.change([])}>Remove filters</button>` : nothing}
    `;
  }

  private chip(term: Term) {
    const label = this.fields.find((field) => field.key === term.field)?.label ?? term.field;
    const verb = term.negated ? 'is not' : 'is';
    return html`<span class="term" ?data-negated=${term.negated} title="${label} ${verb} ${term.value}">
      ${label}
      <button class="is" type="button" aria-label="${label} ${verb} ${term.value}: turn round" title="Turn round" @click=${() => this.change(this.terms.map((one) => (one === term ? { ...term, negated: !term.negated } : one)))}>
        ${verb}
      </button>
      <span class="ellipsis mono">${term.value}</span>
      <button type="button" aria-label="Remove ${label} ${verb} ${term.value}" @click=${() => this.change(this.terms.filter((one) => one !== term))}><pc-glyph name="cross" size="14"></pc-glyph></button>
    </span>`;
  }

  private choices(): Choice[] {
    if (this.field) {
      return this.values.map(({ value, flows }) => ({ label: value, hint: `${flows.toLocaleString('en')} flows`, take: () => this.add(value) }));
    }
    const words = this.typed.replace(/^!/, '').toLowerCase();
    return this.fields
      .filter((field) => !words || field.key.includes(words) || field.label.toLowerCase().includes(words))
      .map((field) => ({ label: field.label, hint: field.hint, take: () => this.choose(field) }));
  }

  private choose(field: Field): void {
    this.negated = this.typed.startsWith('!');
    this.field = field;
    this.typed = '';
    this.at = -1;
    this.suggest();
    this.input.focus();
  }

  private add(value: string): void {
    if (this.field && value.trim()) {
      const term = { field: this.field.key, negated: this.negated, value: value.trim() };
      if (!this.terms.some((one) => sameTerm(one, term))) {
        this.change([...this.terms, term]);
      }
    }
    this.field = null;
    this.negated = false;
    this.typed = '';
    this.at = -1;
    this.open = false;
  }

  private change(terms: Term[]): void {
    this.dispatchEvent(new CustomEvent('pc-terms-change', { detail: terms }));
  }

  private readonly focusing = () => {
    this.open = true;
    this.suggest();
  };

  private readonly typing = () => {
    this.typed = this.input.value;
    this.open = true;
    this.at = -1;
    if (!this.field) {
      // "port:3306" and "!port:3306" in one go
      const written = /^(!?)([a-z-]+)[:=](.*)$/.exec(this.typed);
      const field = written && this.fields.find((one) => one.key === written[2]);
      if (written && field) {
        this.negated = written[1] === '!';
        this.field = field;
        this.typed = written[3];
      }
    }
    this.suggest();
  };

  private readonly key = (event: KeyboardEvent) => {
    const choices = this.choices();
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        this.open = true;
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.at = choices.length ? (this.at + step + choices.length) % choices.length : -1;
        void this.updateComplete.then(() => this.renderRoot.querySelector(`#choice-${this.at}`)?.scrollIntoView({ block: 'nearest' }));
        break;
      }
      case 'Enter': {
        const chosen = choices[this.at] ?? (this.field ? undefined : choices[0]);
        if (chosen) {
          chosen.take();
        } else if (this.field) {
          this.add(this.typed);
        }
        break;
      }
      case 'Escape':
        this.open = false;
        this.field = null;
        this.typed = '';
        break;
      case 'Backspace':
        if (this.typed === '' && this.field) {
          this.field = null;
          this.negated = false;
        } else if (this.typed === '' && this.terms.length) {
          this.change(this.terms.slice(0, -1));
        } else {
          return;
        }
        break;
      case '!':
        if (this.field && this.typed === '') {
          this.negated = !this.negated;
          break;
        }
        return;
      default:
        return;
    }
    event.preventDefault();
  };

  private suggest(): void {
    window.clearTimeout(this.timer);
    const field = this.field;
    if (!field) {
      this.values = [];
      return;
    }
    const asked = ++this.asked;
    this.timer = window.setTimeout(async () => {
      const address = new URL('api/v1/flows/values', document.baseURI);
      address.searchParams.set('field', field.key);
      address.searchParams.set('typed', this.typed);
      if (this.recording) {
        address.searchParams.set('recording', this.recording);
      }
      try {
        const response = await fetch(address, { headers: { Accept: 'application/json' } });
        if (response.ok && asked === this.asked) {
          this.values = (await response.json()) as { value: string; flows: number }[];
        }
      } catch {
        this.values = []; // suggestions are a help, not a need
      }
    }, QUIET_MILLIS);
  }
}
