import { Chart, registerables, type ChartConfiguration, type Plugin } from 'chart.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { onThemeChange } from '../theme/theme.js';
import { resolve, stripes } from './colours.js';

Chart.register(...registerables);

interface Mark {
  second: number;
  kind: 'POLICY_OFF' | 'POLICY_ON' | 'DRILL' | 'INCIDENT' | 'QUARANTINE' | 'ROLLOUT';
  label: string;
}

interface Answer {
  title: string;
  subtitle: string;
  keys: { label: string; value: string; colour: string; hatched: boolean }[];
  seconds: number[];
  config: ChartConfiguration;
  marks: Mark[];
  missing: { from: number; to: number }[];
  table: { columns: { title: string; number: boolean }[]; rows: { text: string; tone: string; link: string }[][] };
  empty: string;
}

const TOKEN = /^--pc-[a-z0-9-]+$/;
const TONES = ['allowed', 'denied', 'l7', 'undecided'];

const MARK_WIDTH = 164;
const LABEL_GAP = 12;

/** How each kind of mark is drawn. */
const GLYPHS: Record<string, string> = {
  DRILL: 'drills',
  POLICY_ON: 'gate-closed',
  POLICY_OFF: 'gate-open',
  INCIDENT: 'incidents',
  QUARANTINE: 'gate-closed',
  ROLLOUT: 'workloads'
};

/**
 * Draws a chart whose Chart.js configuration the server builds, and asks for it again every few seconds. Colours named
 * after tokens are read from the page, again when the theme changes. Marks stand as lines with a label; spans without
 * data are hatched grey, spans with a policy off amber. Under it stands the table that says the same.
 *
 * Properties: `source`, the address of the chart, relative to the page; `every`, milliseconds between two questions;
 * `panel`, drawn as a card of its own with its table, rather than as a strip; `more`, an address within the console where
 * there is more.
 */
@customElement('pc-chart')
export class PcChart extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        position: relative;
        height: 176px;
        padding: 8px 24px 8px;
        border-top: 1px solid var(--pc-border);
        background: var(--pc-surface);
      }
      header {
        display: flex;
        align-items: center;
        gap: 16px;
        height: 22px;
        white-space: nowrap;
        overflow: hidden;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        font-size: var(--pc-text-12);
        color: var(--pc-text-2);
      }
      .key i {
        flex: none;
        width: 14px;
        height: 10px;
        border-top: 2px solid var(--key);
        background: color-mix(in srgb, var(--key) 40%, var(--pc-surface));
      }
      .key i.hatched {
        background: repeating-linear-gradient(-45deg, var(--key) 0 1.5px, var(--pc-surface) 1.5px 4px);
      }
      .key b {
        color: var(--pc-text);
        font-weight: 600;
      }
      :host([panel]) {
        display: flex;
        flex-direction: column;
        height: auto;
        min-height: 420px;
        padding: 20px;
        border: 1px solid var(--pc-border);
        border-radius: var(--pc-radius-l);
      }
      :host([panel]) header {
        flex-wrap: wrap;
        justify-content: space-between;
        height: auto;
        gap: 4px 16px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .keys {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        margin-top: 8px;
        min-height: 20px;
      }
      :host([panel]) .plot {
        flex: 1 1 200px;
        height: 200px;
        min-height: 200px;
        margin-top: 28px;
      }
      .none {
        display: grid;
        place-items: center;
        border: 1px dashed var(--pc-border-strong);
        border-radius: var(--pc-radius);
      }
      .none p {
        padding: 0 24px;
        color: var(--pc-text-2);
      }
      .scroll {
        overflow-x: auto;
        margin-top: 12px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        height: 28px;
        padding: 0 8px 0 0;
        text-align: left;
        white-space: nowrap;
      }
      th {
        font-weight: 500;
        font-size: var(--pc-text-12);
        color: var(--pc-text-3);
      }
      td {
        border-top: 1px solid var(--pc-border);
        max-width: 320px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .number {
        padding: 0 0 0 8px;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      td[data-tone='allowed'] {
        color: var(--pc-allowed);
      }
      td[data-tone='denied'] {
        color: var(--pc-denied);
        font-weight: 600;
      }
      td[data-tone='undecided'] {
        color: var(--pc-undecided);
      }
      td[data-tone='l7'] {
        color: var(--pc-l7);
      }
      td a {
        color: var(--pc-text);
        text-decoration-color: var(--pc-border-strong);
        text-underline-offset: 2px;
      }
      .grey {
        height: 12px;
        margin-top: 12px;
        border-radius: 4px;
        background: var(--pc-surface-3);
        opacity: 0;
        animation: appear 0s 300ms forwards;
      }
      @keyframes appear {
        to {
          opacity: 1;
        }
      }
      .plot {
        position: relative;
        height: calc(100% - 26px);
        margin-top: 4px;
      }
      .mark {
        position: absolute;
        top: -27px;
        max-width: 160px;
        border: 1px solid var(--pc-border-strong);
        background: var(--pc-surface);
        color: var(--pc-text);
        font-weight: 500;
      }
      p {
        color: var(--pc-text-3);
        padding-top: 40px;
        text-align: center;
      }
    `
  ];

  @property() source = '';
  @property({ type: Number }) every = 2_000;
  @property({ type: Boolean, reflect: true }) panel = false;
  @property() more = '';
  @state() private answer: Answer | null = null;
  @state() private missing = '';
  @state() private places: { mark: Mark; left: number }[] = [];
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  private chart: Chart | null = null;
  private timer = 0;
  private unfollow: (() => void) | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => void this.load(), this.every);
    this.unfollow = onThemeChange(() => this.draw());
    void this.load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.unfollow?.();
    this.chart?.destroy();
    this.chart = null;
  }

  private async load(): Promise<void> {
    if (document.visibilityState === 'hidden' || !this.source) {
      return;
    }
    try {
      const response = await fetch(new URL(this.source, document.baseURI), { headers: { Accept: 'application/json' } });
      if (response.ok) {
        this.answer = (await response.json()) as Answer;
        this.missing = '';
      } else {
        this.missing = why(response.status);
      }
    } catch {
      this.missing = 'The console does not answer.';
    }
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('source') && changed.get('source')) {
      this.answer = null;
      void this.load();
    }
    if (changed.has('answer')) {
      this.draw();
    }
  }

  protected override render() {
    const { answer } = this;
    if (!answer) {
      if (this.missing) {
        return html`<p role="alert">${this.missing}</p>`;
      }
      return this.panel ? html`<div role="status" aria-label="Loading">${[60, 90, 75, 82].map((width) => html`<div class="grey" style="width:${width}%"></div>`)}</div>` : nothing;
    }
    const keys = answer.keys.map(
      (key) =>
        html`<span class="key"><i class=${key.hatched ? 'hatched' : ''} style="--key:var(${TOKEN.test(key.colour) ? key.colour : '--pc-lost'})"></i><span>${key.label}</span><b>${key.value}</b></span>`
    );
    const hint = this.missing ? `${this.missing} This is as it was.` : answer.subtitle;
    return html`
      <header>
        <h2>${answer.title}</h2>
        ${this.panel ? nothing : keys} ${hint ? html`<span class="hint">${hint}</span>` : nothing}
        ${this.more ? html`<span class="spacer"></span><a class="hint" href=${new URL(this.more, document.baseURI).href}>All charts</a>` : nothing}
      </header>
      ${this.panel ? html`<div class="keys">${keys}</div>` : nothing}
      ${
        answer.empty
          ? html`<div class="plot none"><p>${answer.empty}${answer.missing.length ? ' Flows are missing in part of it, so this proves nothing.' : ''}</p></div>`
          : html`<div class="plot">
        ${this.places.map(
          ({ mark, left }) =>
            html`<span class="badge mark" style="left:${left}px" title=${mark.label}
              ><pc-glyph name=${GLYPHS[mark.kind] ?? 'timeline'} size="14"></pc-glyph><span class="ellipsis">${mark.label}</span></span
            >`
        )}
        <canvas role="img" aria-label="${answer.title}: ${answer.keys.map((key) => `${key.label} ${key.value}`).join(', ')}."></canvas>
      </div>`
      }
      ${answer.table.columns.length && answer.table.rows.length ? this.table(answer) : nothing}
    `;
  }

  /** The same in words and numbers, for whoever does not see the drawing. */
  private table({ title, table }: Answer) {
    const number = (i: number) => (table.columns[i].number ? 'number' : '');
    return html`<div class="scroll">
      <table aria-label=${title}>
        <thead>
          <tr>
            ${table.columns.map((column, i) => html`<th scope="col" class=${number(i)}>${column.title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map(
            (row) =>
              html`<tr>
                ${row.map(
                  (cell, i) =>
                    html`<td class=${number(i)} data-tone=${TONES.includes(cell.tone) ? cell.tone : ''} title=${cell.text}>
                      ${cell.link ? html`<a href=${new URL(cell.link, document.baseURI).href}>${cell.text}</a>` : cell.text}
                    </td>`
                )}
              </tr>`
          )}
        </tbody>
      </table>
    </div>`;
  }

  private draw(): void {
    if (!this.answer || !this.canvas) {
      this.chart?.destroy();
      this.chart = null;
      return;
    }
    Chart.defaults.font.family = getComputedStyle(this).getPropertyValue('--pc-font');
    Chart.defaults.font.size = 11;
    const config = resolve(this.answer.config, this) as ChartConfiguration;
    // The time of day is the reader's, not the server's.
    config.data.labels = this.answer.seconds.map((second) => new Date(second * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }));
    if (this.chart && this.chart.canvas === this.canvas) {
      this.chart.data = config.data;
      this.chart.options = config.options ?? {};
      this.chart.update('none');
      return;
    }
    this.chart?.destroy();
    this.chart = new Chart(this.canvas, { ...config, plugins: [this.spans()] });
  }

  /** Where labels of marks may stand: in a strip they share the line with its title and its link. */
  private room(width: number): { from: number; until: number } {
    const header = this.renderRoot.querySelector('header');
    if (this.panel || !header || !this.canvas) {
      return { from: 0, until: width };
    }
    const start = this.canvas.getBoundingClientRect().left;
    const link = header.querySelector('a');
    const words = [...header.querySelectorAll('h2, .key, span.hint')].at(-1);
    return {
      from: words ? words.getBoundingClientRect().right - start + LABEL_GAP : 0,
      until: link ? link.getBoundingClientRect().left - start - LABEL_GAP : width
    };
  }

  /** Draws hatched spans under the lines, and marks over them. */
  private spans(): Plugin {
    const x = (chart: Chart, second: number) => {
      const seconds = this.answer!.seconds;
      const step = seconds.length > 1 ? seconds[1] - seconds[0] : 1;
      const index = Math.max(0, Math.min(seconds.length - 1, (second - seconds[0]) / step));
      const { left, right } = chart.chartArea;
      return left + ((right - left) * index) / Math.max(1, seconds.length - 1);
    };
    return {
      id: 'spans',
      beforeDatasetsDraw: (chart) => {
        const { marks, missing, seconds } = this.answer!;
        const { top, bottom } = chart.chartArea;
        const area = (from: number, to: number, colour: string, ground: string) => {
          chart.ctx.fillStyle = stripes(this, colour, ground);
          chart.ctx.fillRect(x(chart, from), top, Math.max(2, x(chart, to) - x(chart, from)), bottom - top);
        };
        for (const span of missing) {
          area(span.from, span.to, '--pc-lost', '--pc-lost-soft');
        }
        marks.forEach((mark, i) => {
          if (mark.kind === 'POLICY_OFF') {
            const until = marks.slice(i + 1).find((later) => later.kind === 'POLICY_ON')?.second ?? seconds.at(-1)!;
            area(mark.second, until, '--pc-undecided-fill', '--pc-undecided-soft');
          }
        });
      },
      afterDatasetsDraw: (chart) => {
        const { top, bottom } = chart.chartArea;
        const { from, until } = this.room(chart.width);
        const places: { mark: Mark; left: number }[] = [];
        for (const mark of this.answer!.marks.filter((one) => one.second >= this.answer!.seconds[0])) {
          const at = x(chart, mark.second);
          chart.ctx.save();
          chart.ctx.strokeStyle = getComputedStyle(this).getPropertyValue('--pc-ink');
          chart.ctx.lineWidth = 1.2;
          chart.ctx.setLineDash(mark.kind === 'POLICY_OFF' ? [3, 3] : []);
          chart.ctx.beginPath();
          chart.ctx.moveTo(at, top - 8);
          chart.ctx.lineTo(at, bottom);
          chart.ctx.stroke();
          chart.ctx.restore();
          places.push({ mark, left: Math.min(at, until - MARK_WIDTH) });
        }
        const labelled = apart(places.filter(({ left }) => left >= from));
        if (JSON.stringify(labelled) !== JSON.stringify(this.places)) {
          queueMicrotask(() => (this.places = labelled));
        }
      }
    };
  }
}

/** The marks whose labels have room beside each other, the newest first to get it; the others keep their lines. */
function apart(places: { mark: Mark; left: number }[]): { mark: Mark; left: number }[] {
  let free = Infinity;
  return places.toReversed().filter(({ left }) => {
    const fits = left + MARK_WIDTH <= free;
    free = fits ? left : free;
    return fits;
  });
}

function why(status: number): string {
  switch (status) {
    case 401:
      return 'You are no longer signed in. Reload the page to sign in again.';
    case 403:
      return 'Your account may not see this chart.';
    case 404:
      return 'No workload is guarded yet, so there is no traffic to show.';
    default:
      return `The chart could not be read (${status}).`;
  }
}
