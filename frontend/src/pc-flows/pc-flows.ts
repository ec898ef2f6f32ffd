import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { COLUMNS, columnsOf } from './columns.js';
import type { Recording, Row } from './model.js';
import { timeOf } from './model.js';
import './pc-flow-drawer.js';
import './pc-flow-filters.js';
import './pc-flow-rows.js';
import { relayAway } from './relay.js';
import { pageStyles } from './styles.js';
import { Tail, WINDOW } from './tail.js';
import { filterOf, readAddress, sameTerm, writeAddress, type FlowsAddress, type Term } from './terms.js';

const RELAY_MILLIS = 3_000;

const SPANS = [
  ['', 'All kept'],
  ['1m', 'Last minute'],
  ['5m', 'Last 5 min'],
  ['15m', 'Last 15 min'],
  ['1h', 'Last hour']
];

/**
 * The flows page: a live table with filters, a drawer with one flow whole, exports, and recorded files opened
 * read-only in the same table. All that is chosen is in the page's address.
 *
 * Properties: `recording`, the id of an open file; `refusal`, why a file was not opened. Slots: `open`, what takes a
 * file.
 */
@customElement('pc-flows')
export class PcFlows extends LitElement {
  static override styles = [shared, pageStyles];

  @property({ reflect: true }) recording = '';
  @property() refusal = '';
  @state() private address: FlowsAddress = readAddress();
  @state() private chosen: Row | null = null;
  @state() private file: Recording | null = null;
  @state() private menu: '' | 'columns' | 'export' | 'open' = '';
  @state() private away = '';
  @state() private version = 0;
  @state() private added = 0;
  private tail = new Tail((added) => {
    this.added = added;
    this.version++;
    this.find();
  });
  private starting = 0;
  private watching = 0;
  private readonly outside = (event: Event) => {
    if (this.menu && !event.composedPath().some((one) => one instanceof Element && one.classList?.contains('menu'))) {
      this.menu = '';
    }
  };

  override connectedCallback() {
    super.connectedCallback();
    this.address = readAddress();
    this.recording = this.address.recording;
    window.addEventListener('mousedown', this.outside);
    // Vaadin takes elements out and puts them back after their first rendering: ask once that is over.
    this.starting = window.setTimeout(() => this.tail.start(filterOf(this.address).toString()));
    this.watching = window.setInterval(() => void this.watchRelay(), RELAY_MILLIS);
    void this.watchRelay();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.starting);
    window.clearInterval(this.watching);
    window.removeEventListener('mousedown', this.outside);
    this.tail.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('recording')) {
      if (this.recording !== this.address.recording) {
        this.menu = '';
        this.go({ recording: this.recording, terms: [], since: '', until: '', chosen: '' });
      }
      void this.readFile();
    }
    if (changed.has('refusal') && this.refusal) {
      this.menu = 'open';
    }
  }

  private go(change: Partial<FlowsAddress>): void {
    const before = filterOf(this.address).toString();
    this.address = { ...this.address, ...change };
    writeAddress(this.address);
    const after = filterOf(this.address).toString();
    if (before !== after) {
      this.chosen = null;
      this.tail.start(after);
    }
  }

  private async watchRelay(): Promise<void> {
    if (document.visibilityState !== 'hidden') {
      this.away = await relayAway();
    }
  }

  private async readFile(): Promise<void> {
    this.file = null;
    if (this.recording) {
      const response = await fetch(new URL(`api/v1/recordings/${encodeURIComponent(this.recording)}`, document.baseURI)).catch(() => null);
      this.file = response?.ok ? ((await response.json()) as Recording) : null;
    }
  }

  // A flow that is in the address is chosen as soon as it is there.
  private find(): void {
    if (!this.chosen && this.address.chosen) {
      this.chosen = this.tail.rows.find((row) => row.line?.flow.uuid === this.address.chosen) ?? null;
    }
  }

  private choose(row: Row | null): void {
    this.chosen = row;
    this.go({ chosen: row?.line?.flow.uuid ?? '' });
  }

  private addTerm(term: Term): void {
    if (!this.address.terms.some((one) => sameTerm(one, term))) {
      this.go({ terms: [...this.address.terms, term] });
    }
  }

  protected override render() {
    const columns = columnsOf(this.address.columns);
    return html`
      <div class="top">
        <h1>Flows</h1>
        ${this.stateChip()}
        <span class="spacer"></span>
        ${this.recording ? nothing : this.pause()} ${this.exports()}<span class="wide">${this.columnChoice(columns.map((column) => column.key))}</span>${this.opener()}
      </div>
      ${this.recording ? this.banner() : nothing}
      <div class="filters">
        <pc-flow-filters .terms=${this.address.terms} .recording=${this.recording} @pc-terms-change=${(event: CustomEvent<Term[]>) => this.go({ terms: event.detail })}></pc-flow-filters>
        ${this.recording || this.address.until ? this.span() : this.since()}
      </div>
      <main>
        <pc-flow-rows
          .rows=${this.tail.rows}
          .columns=${columns}
          .chosen=${this.chosen}
          .version=${this.version}
          .added=${this.added}
          @pc-row-select=${(event: CustomEvent<Row>) => this.choose(event.detail)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.choose(null)}
        ></pc-flow-rows>
        ${this.instead()}
      </main>
      ${this.chosen
        ? html`<pc-flow-drawer
            .row=${this.chosen}
            .live=${!this.recording}
            @pc-drawer-close=${() => this.choose(null)}
            @pc-term-add=${(event: CustomEvent<Term>) => this.addTerm(event.detail)}
          ></pc-flow-drawer>`
        : nothing}
      <div class="foot" role="status">${this.foot()}</div>
    `;
  }

  private stateChip() {
    if (this.recording) {
      return html`<span class="chip"><b>Recorded file, read-only</b></span>`;
    }
    const { tail } = this;
    const words = tail.failure ? 'Not reached' : tail.holding ? 'Paused' : this.away ? 'Relay away' : 'Live';
    const state = tail.holding && !tail.failure ? 'held' : words === 'Live' ? 'live' : 'away';
    return html`<span class="chip live" data-state=${state} title=${this.away}><i></i>${words}</span>`;
  }

  private pause() {
    const { tail } = this;
    const news = tail.waitingCount;
    return html`<button class="button" type="button" aria-pressed=${tail.holding} @click=${() => tail.hold(!tail.holding)}>
      <pc-glyph name=${tail.holding ? 'play' : 'pause'} size="16"></pc-glyph>${tail.holding ? `Resume${news ? ` · ${news.toLocaleString('en')} new flows` : ''}` : 'Pause'}
    </button>`;
  }

  private exports() {
    const link = (format: string) => {
      const query = filterOf(this.address);
      query.set('format', format);
      query.set('download', 'true');
      query.set('limit', '100000');
      return new URL(`api/v1/flows?${query}`, document.baseURI).href;
    };
    return this.dropdown(
      'export',
      'Export',
      html`<a href=${link('jsonl')} download="flows.jsonl" router-ignore>Hubble JSON lines</a><a href=${link('csv')} download="flows.csv" router-ignore>CSV</a>`
    );
  }

  private columnChoice(shown: string[]) {
    const toggle = (key: string, on: boolean) => this.go({ columns: on ? [...shown, key] : shown.filter((one) => one !== key) });
    return this.dropdown(
      'columns',
      'Columns',
      html`${COLUMNS.map(
          (column) => html`<label><input type="checkbox" .checked=${shown.includes(column.key)} @change=${(event: Event) => toggle(column.key, (event.target as HTMLInputElement).checked)} />${column.label}</label>`
        )}<button class="button quiet" type="button" @click=${() => this.go({ columns: [] })}>The usual ones</button>`
    );
  }

  private opener() {
    return html`<div class="menu">
      <button class="button" type="button" aria-expanded=${this.menu === 'open'} @click=${() => (this.menu = this.menu === 'open' ? '' : 'open')}>Open a file<pc-glyph name="down" size="14"></pc-glyph></button>
      <div class="open" ?hidden=${this.menu !== 'open'} style=${this.menu === 'open' ? '' : 'display:none'}>
        <b>Open a recorded file, read-only</b>
        <span class="muted">What <code>hubble observe -o jsonpb</code> prints: at most 32 MiB and 50,000 flows. It stays apart from the live flows and is kept in memory only.</span>
        ${this.refusal ? html`<span class="row warn" role="alert"><pc-glyph name="warning" size="16"></pc-glyph><span>${this.refusal}</span></span>` : nothing}
        <slot name="open"></slot>
      </div>
    </div>`;
  }

  private dropdown(key: 'columns' | 'export', label: string, content: unknown) {
    return html`<div class="menu">
      <button class="button" type="button" aria-expanded=${this.menu === key} @click=${() => (this.menu = this.menu === key ? '' : key)}>${label}<pc-glyph name="down" size="14"></pc-glyph></button>
      ${this.menu === key ? html`<div>${content}</div>` : nothing}
    </div>`;
  }

  private banner() {
    const { file } = this;
    const map = new URL('.', document.baseURI);
    map.searchParams.set('recording', this.recording);
    return html`<div class="recorded" role="note">
      <pc-glyph name="info" size="18"></pc-glyph>
      ${file
        ? html`<span><b>${file.name}</b>: ${file.flows.toLocaleString('en')} flows, ${timeOf(file.first, true)} to ${timeOf(file.last, true)}${file.cut ? '. The file goes on beyond what is kept' : ''}</span>
            ${file.badLines
              ? html`<span title=${file.firstBad.map((bad) => `line ${bad.line}: ${bad.why}`).join('\n')}><b>${file.badLines.toLocaleString('en')} bad lines</b> left out; line ${file.firstBad[0]?.line}: ${file.firstBad[0]?.why}</span>`
              : html`<span>no bad lines</span>`}`
        : html`<span>This file is not open any more.</span>`}
      <span class="spacer"></span>
      ${file ? html`<a class="button" router-ignore href=${map.href}><pc-glyph name="map" size="16"></pc-glyph>Show on the map</a>` : nothing}
      <button class="button" type="button" @click=${() => (this.recording = '')}>Back to live</button>
    </div>`;
  }

  private since() {
    return html`<select aria-label="How far back" @change=${(event: Event) => this.go({ since: (event.target as HTMLSelectElement).value })}>
      ${SPANS.map(([value, label]) => html`<option value=${value} ?selected=${value === this.address.since}>${label}</option>`)}
      ${SPANS.some(([value]) => value === this.address.since) ? nothing : html`<option selected value=${this.address.since}>Since ${timeOf(this.address.since, true)}</option>`}
    </select>`;
  }

  private span() {
    return this.address.since || this.address.until
      ? html`<span class="chip">${timeOf(this.address.since, true)} to ${timeOf(this.address.until)}<button class="button quiet" type="button" @click=${() => this.go({ since: '', until: '' })}>Remove</button></span>`
      : nothing;
  }

  private instead() {
    const { tail } = this;
    if (tail.failure && (tail.refused || !tail.loaded)) {
      return html`<div class="center"><div class="warn" role="alert">
        <pc-glyph name="warning" size="20"></pc-glyph>
        <div>
          <b>${tail.refused ? 'These flows cannot be shown' : 'The flows cannot be read'}</b>
          <p class="muted">${tail.failure}</p>
          <button class="button" type="button" @click=${() => (tail.refused ? this.go({ terms: [], since: '', until: '' }) : tail.start(filterOf(this.address).toString()))}>${tail.refused ? 'Remove filters' : 'Retry now'}</button>
        </div>
      </div></div>`;
    }
    if (!tail.loaded) {
      return html`<div class="skeletons" aria-label="Loading the flows"></div>`;
    }
    if (tail.rows.length === 0) {
      const filtered = this.address.terms.length + this.address.since.length > 0;
      const later = this.away ? `No new flows arrive now: ${this.away}` : filtered ? 'New flows that match appear here.' : 'They appear here as soon as a workload talks.';
      return html`<div class="center"><div>
        <pc-glyph name="not-observed" size="20"></pc-glyph>
        <div>
          <b>${filtered ? 'No kept flow matches' : 'No flows observed yet'}</b>
          <p class="muted">${filtered ? 'Not observed is not the same as safe. ' : ''}${later}</p>
        </div>
      </div></div>`;
    }
    return nothing;
  }

  private foot() {
    const { tail } = this;
    const flows = tail.rows.reduce((count, row) => count + (row.line ? 1 : 0), 0);
    const failure = tail.failure && tail.loaded ? html`<span class="warn"><pc-glyph name="warning" size="14"></pc-glyph> ${tail.failure} Trying again; what is shown is from before.</span>` : nothing;
    return html`<span>${flows.toLocaleString('en')} flows shown, newest first. At most ${WINDOW.toLocaleString('en')} are kept here; exports hold all that the console keeps.</span> ${failure}`;
  }
}
