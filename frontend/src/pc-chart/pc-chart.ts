import { Chart, registerables, type ChartConfiguration, type Plugin } from 'chart.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { onThemeChange } from '../theme/theme.js';
import { resolve, stripes } from './colours.js';

Chart.register(...registerables);

const EVERY_MILLIS = 2_000;

interface Mark {
  second: number;
  kind: 'POLICY_OFF' | 'POLICY_ON' | 'DRILL';
  label: string;
}

interface Answer {
  title: string;
  seconds: number[];
  allowedNow: number;
  deniedNow: number;
  config: ChartConfiguration<'line'>;
  marks: Mark[];
  missing: { from: number; to: number }[];
}

/**
 * Draws a chart whose Chart.js configuration the server builds, and asks for it again every two seconds. Colours named
 * after tokens are read from the page, again when the theme changes. Marks stand as lines with a label; spans without
 * data are hatched grey, spans with a policy off amber.
 *
 * Properties: `source`, the address of the chart, relative to the page.
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
        width: 14px;
        height: 10px;
        border-top: 2px solid var(--pc-allowed);
        background: var(--pc-allowed-fill);
      }
      .key i.denied {
        border-top: 0;
        border-bottom: 2px solid var(--pc-denied);
        background: repeating-linear-gradient(-45deg, var(--pc-denied) 0 1.5px, var(--pc-denied-soft) 1.5px 4px);
      }
      .plot {
        position: relative;
        height: calc(100% - 26px);
        margin-top: 4px;
      }
      .mark {
        position: absolute;
        top: -27px;
        max-width: 220px;
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
  @state() private answer: Answer | null = null;
  @state() private missing = '';
  @state() private places: { mark: Mark; left: number }[] = [];
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  private chart: Chart<'line'> | null = null;
  private timer = 0;
  private unfollow: (() => void) | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => void this.load(), EVERY_MILLIS);
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
        this.missing = response.status === 404 ? 'No workload is guarded yet, so there is no traffic to show.' : `The chart could not be read (${response.status}).`;
      }
    } catch {
      this.missing = 'The console does not answer.';
    }
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('answer')) {
      this.draw();
    }
  }

  protected override render() {
    const { answer } = this;
    if (!answer) {
      return this.missing ? html`<p>${this.missing}</p>` : nothing;
    }
    return html`
      <header>
        <h2>${answer.title}</h2>
        <span class="key"><i></i>Allowed ${short(answer.allowedNow)}</span>
        <span class="key"><i class="denied"></i>Denied ${short(answer.deniedNow)}</span>
        ${this.missing ? html`<span class="hint">${this.missing}</span>` : nothing}
      </header>
      <div class="plot">
        ${this.places.map(
          ({ mark, left }) =>
            html`<span class="badge mark" style="left:${left}px" title=${mark.label}
              ><pc-glyph name=${mark.kind === 'DRILL' ? 'drills' : mark.kind === 'POLICY_ON' ? 'gate-closed' : 'gate-open'} size="14"></pc-glyph><span class="ellipsis">${mark.label}</span></span
            >`
        )}
        <canvas role="img" aria-label="${answer.title}: allowed ${short(answer.allowedNow)}, denied ${short(answer.deniedNow)} at the end."></canvas>
      </div>
    `;
  }

  private draw(): void {
    if (!this.answer || !this.canvas) {
      return;
    }
    Chart.defaults.font.family = getComputedStyle(this).getPropertyValue('--pc-font');
    Chart.defaults.font.size = 11;
    const config = resolve(this.answer.config, this) as ChartConfiguration<'line'>;
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

  /** Draws hatched spans under the lines, and marks over them. */
  private spans(): Plugin<'line'> {
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
          places.push({ mark, left: Math.min(at, chart.width - 120) });
        }
        if (JSON.stringify(places) !== JSON.stringify(this.places)) {
          queueMicrotask(() => (this.places = places));
        }
      }
    };
  }
}

function short(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}
