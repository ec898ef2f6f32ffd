import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { whole } from '../pc-flow-map/model.js';
import { shared } from '../theme/shared.js';

const REFRESH_MILLIS = 10_000;
const PLAY_MILLIS = 1_200;
const RANGES: Record<string, { label: string; step: string; stepMinutes: number }> = {
  '15m': { label: 'Last 15 min', step: '1m', stepMinutes: 1 },
  '1h': { label: 'Last hour', step: '1m', stepMinutes: 1 },
  '6h': { label: 'Last 6 h', step: '5m', stepMinutes: 5 },
  '1d': { label: 'Last 24 h', step: '15m', stepMinutes: 15 },
  '7d': { label: 'Last 7 days', step: '120m', stepMinutes: 120 }
};

interface Step {
  at: string;
  allowed: number;
  denied: number;
  undecided: number;
  lost: number;
  covered: number;
  silent: string[];
}

interface Mark {
  at: string;
  kind: string;
  label: string;
}

interface Answer {
  overview: { from: string; to: string; stepSeconds: number; oldest: string | null; steps: Step[]; missing: { from: string; to: string; events: number; cause: string }[] };
  marks: Mark[];
}

/**
 * The time under the map: what was allowed and denied in each step of a span, hatched wherever something may be
 * missing, with what happened marked on it. Moving the slider back asks the map for that step.
 *
 * Events: `pc-time-select`, bubbling, with `detail` = `{from, to}`, or null for live.
 */
@customElement('pc-time-slider')
export class PcTimeSlider extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: auto auto minmax(0, 1fr) 176px;
        gap: 12px;
        align-items: center;
        height: 60px;
        padding: 4px 24px 6px;
        background: var(--pc-surface);
        border-top: 1px solid var(--pc-border);
        color: var(--pc-text);
        font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
        font-variant-numeric: tabular-nums;
      }
      select {
        height: 32px;
        padding: 0 6px;
        border: 1px solid var(--pc-border);
        border-radius: var(--pc-radius);
        background: var(--pc-surface);
        font-weight: 500;
      }
      .icon {
        width: 32px;
        padding: 0;
      }
      .track {
        position: relative;
        height: 48px;
        min-width: 0;
      }
      .strip {
        position: absolute;
        left: 8px;
        right: 8px;
        top: 0;
        height: 26px;
        display: flex;
        align-items: stretch;
        border-bottom: 1px solid var(--pc-border-strong);
      }
      .cell {
        position: relative;
        flex: 1;
        min-width: 0;
      }
      .cell.gap {
        background: repeating-linear-gradient(-45deg, var(--pc-lost-fill) 0 1.5px, var(--pc-lost-soft) 1.5px 6px);
      }
      .cell.at {
        background-color: var(--pc-accent-soft);
      }
      .cell i {
        position: absolute;
        bottom: 0;
        left: 10%;
        right: 10%;
        background: var(--pc-allowed-fill);
      }
      .cell i.denied {
        left: 25%;
        right: 25%;
        background: var(--pc-denied);
      }
      .mark {
        position: absolute;
        top: -2px;
        height: 30px;
        width: 0;
        border-left: 1.5px solid var(--pc-ink);
        z-index: 1;
      }
      .mark pc-glyph {
        position: absolute;
        left: -8px;
        top: -1px;
        background: var(--pc-surface);
        border-radius: 50%;
        color: var(--pc-ink);
      }
      input[type='range'] {
        position: absolute;
        left: 0;
        right: 0;
        bottom: 0;
        width: 100%;
        height: 20px;
        margin: 0;
        accent-color: var(--pc-accent);
        cursor: pointer;
      }
      .when {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 8px;
        white-space: nowrap;
        min-width: 0;
      }
      .dotlive {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--pc-allowed);
      }
    `
  ];

  @state() private range = '15m';
  @state() private answer: Answer | null = null;
  @state() private failure = '';
  @state() private index = -1; // -1 is live
  @state() private playing = false;
  private timer = 0;
  private player = 0;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.index < 0 && void this.load(), REFRESH_MILLIS);
    const from = new URLSearchParams(window.location.search).get('from');
    if (from) {
      const age = Date.now() - Date.parse(from);
      this.range = Object.entries(RANGES).find(([, { stepMinutes }], i) => age < [15, 60, 360, 1440, 10080][i] * 60_000 && stepMinutes)?.[0] ?? '7d';
    }
    void this.load().then(() => {
      if (from && this.answer) {
        const at = this.answer.overview.steps.findIndex((step) => Date.parse(step.at) + this.answer!.overview.stepSeconds * 1000 > Date.parse(from));
        this.index = at;
      }
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    window.clearInterval(this.player);
  }

  /** Back to now; the map is told. */
  live(): void {
    this.play(false);
    this.go(-1);
    void this.load();
  }

  private async load(): Promise<void> {
    if (document.visibilityState === 'hidden' && this.answer) {
      return;
    }
    const address = new URL('api/v1/history', document.baseURI);
    address.searchParams.set('from', this.range);
    address.searchParams.set('step', RANGES[this.range].step);
    try {
      const response = await fetch(address, { headers: { Accept: 'application/json' } });
      if (!response.ok) {
        throw new Error(`${response.status}`);
      }
      const answer = (await response.json()) as Answer;
      if (this.index < 0) {
        this.answer = answer;
      }
      this.failure = '';
    } catch {
      this.failure = 'The history cannot be read; trying again.';
    }
  }

  private go(index: number): void {
    const steps = this.answer?.overview.steps ?? [];
    this.index = index < 0 || index >= steps.length ? -1 : index;
    this.dispatchEvent(new CustomEvent('pc-time-select', { detail: this.span(), bubbles: true, composed: true }));
  }

  private span(): { from: string; to: string } | null {
    const step = this.answer?.overview.steps[this.index];
    if (!step) {
      return null;
    }
    const { stepSeconds, to } = this.answer!.overview;
    const end = Math.min(Date.parse(step.at) + stepSeconds * 1000, Date.parse(to));
    return { from: new Date(step.at).toISOString(), to: new Date(end).toISOString() };
  }

  private play(on: boolean): void {
    this.playing = on;
    window.clearInterval(this.player);
    if (on) {
      if (this.index < 0) {
        this.go(0);
      }
      this.player = window.setInterval(() => {
        const last = this.index + 1 >= (this.answer?.overview.steps.length ?? 0);
        if (last) {
          this.live();
        } else {
          this.go(this.index + 1);
        }
      }, PLAY_MILLIS);
    }
  }

  private choose(range: string): void {
    this.play(false);
    this.range = range;
    this.go(-1);
    void this.load();
  }

  protected override render() {
    const steps = this.answer?.overview.steps ?? [];
    const position = this.index < 0 ? steps.length : this.index;
    return html`
      <select aria-label="Span of the history" @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
        ${Object.entries(RANGES).map(([key, { label }]) => html`<option value=${key} ?selected=${key === this.range}>${label}</option>`)}
      </select>
      <button class="button icon" type="button" aria-label=${this.playing ? 'Stop playing' : 'Play from the past'} title=${this.playing ? 'Stop playing' : 'Play from the past'} ?disabled=${steps.length === 0} @click=${() => this.play(!this.playing)}>
        <pc-glyph name=${this.playing ? 'pause' : 'play'} size="16"></pc-glyph>
      </button>
      <div class="track">
        <div class="strip">${this.cells(steps)}${this.marks()}</div>
        <input
          type="range"
          min="0"
          max=${steps.length}
          step="1"
          .value=${String(position)}
          ?disabled=${steps.length === 0}
          aria-label="Time shown on the map"
          aria-valuetext=${this.index < 0 ? 'Live' : this.words(steps[this.index])}
          @input=${(event: Event) => {
            this.play(false);
            this.go(Number((event.target as HTMLInputElement).value) >= steps.length ? -1 : Number((event.target as HTMLInputElement).value));
          }}
        />
      </div>
      <div class="when">
        ${this.failure
          ? html`<span class="hint" role="alert">${this.failure}</span>`
          : this.index < 0
            ? html`<span class="dotlive"></span><b>Live</b>`
            : html`<b>${this.time(steps[this.index].at)}</b><button class="button" type="button" @click=${() => this.live()}>Back to live</button>`}
      </div>
    `;
  }

  private cells(steps: Step[]) {
    const most = Math.max(1, ...steps.map((step) => step.allowed));
    const mostDenied = Math.max(1, ...steps.map((step) => step.denied));
    // Denials have a scale of their own, and never less than a visible tick.
    const height = (count: number, of: number, share: number) => (count === 0 ? 0 : Math.max(3, Math.round((Math.log1p(count) / Math.log1p(of)) * share)));
    return steps.map(
      (step, i) => html`<span class="cell ${this.gap(step) ? 'gap' : ''} ${i === this.index ? 'at' : ''}" title=${this.words(step)}
        ><i style="height:${height(step.allowed, most, 24)}px"></i>${step.denied ? html`<i class="denied" style="height:${height(step.denied, mostDenied, 16)}px"></i>` : nothing}</span
      >`
    );
  }

  private marks() {
    if (!this.answer) {
      return nothing;
    }
    const from = Date.parse(this.answer.overview.from);
    const length = Date.parse(this.answer.overview.to) - from;
    return this.answer.marks
      .filter((mark) => Date.parse(mark.at) <= from + length)
      .slice(-60)
      .map(
        (mark) => html`<span class="mark" style="left:${((Date.parse(mark.at) - from) / length) * 100}%" title="${this.time(mark.at)} ${mark.label}"
          ><pc-glyph name=${glyphOf(mark.kind)} size="16" label=${mark.label}></pc-glyph
        ></span>`
      );
  }

  private gap(step: Step): boolean {
    return why(step).length > 0;
  }

  private words(step: Step): string {
    const counts = `${this.time(step.at)}: ${whole(step.allowed)} allowed, ${whole(step.denied)} denied`;
    return [counts, ...why(step)].join('. ');
  }

  private time(at: string): string {
    const time = new Date(at);
    const clock = time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    return Date.now() - time.getTime() < 20 * 3_600_000 ? clock : `${time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${clock}`;
  }
}

/** What may be missing from a step, in words; nothing if nothing is known to be. */
export function why(step: { lost: number; covered: number; silent: string[] }): string[] {
  const words = [];
  if (step.covered === 0) {
    words.push('Not watched: the console was down or not connected');
  } else if (step.covered < 0.97) {
    words.push(`Watched ${Math.round(step.covered * 100)} % of the time`);
  }
  if (step.lost > 0) {
    words.push(`${whole(step.lost)} events lost`);
  }
  if (step.silent.length > 0) {
    words.push(`Silent: ${step.silent.slice(0, 3).join(', ')}${step.silent.length > 3 ? ` and ${step.silent.length - 3} more` : ''}`);
  }
  return words;
}

function glyphOf(kind: string): string {
  switch (kind) {
    case 'POLICY_ON':
      return 'gate-closed';
    case 'POLICY_OFF':
      return 'gate-open';
    case 'DRILL':
      return 'drills';
    case 'INCIDENT':
      return 'incidents';
    case 'QUARANTINE':
      return 'lock';
    default:
      return 'timeline';
  }
}
