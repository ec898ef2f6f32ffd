import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';

interface Mark {
  number: number;
  at: number;
  network: 'allowed' | 'denied' | 'not-observed';
  through: boolean;
  words: string;
}
interface Pip {
  at: number;
  ok: number;
  failed: number;
}
interface PolicySpan {
  from: number;
  outcome: string;
}
interface Picture {
  start: number;
  end: number;
  planned: number;
  attempts: Mark[];
  control: Pip[];
  policies: PolicySpan[];
}

const LEFT = 112;
const RIGHT = 16;
const TOP = 34;
const ATTACKER = 62;
const LEGITIMATE = 104;
const BASE = 128;

/**
 * Attacker and legitimate traffic on one time axis; spans in which the policies let the attack pass are hatched.
 *
 * Properties: `data` (JSON: start and end in Unix milliseconds, planned, attempts, control, policies).
 * Each mark has a tooltip; the ledger below it holds the same for keyboard and screen reader.
 */
@customElement('pc-drill-clock')
export class PcDrillClock extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
      padding: 16px 20px;
      background: var(--pc-surface);
      border: 1px solid var(--pc-border);
      border-radius: var(--pc-radius-l);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      margin-bottom: 8px;
      font-size: var(--pc-text-12);
      color: var(--pc-text-2);
    }
    h2 {
      margin: 0 auto 0 0;
      font-size: var(--pc-text-14);
      font-weight: 600;
      color: var(--pc-text);
    }
    header span {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    .allowed {
      color: var(--pc-allowed);
    }
    .denied {
      color: var(--pc-denied);
    }
    .not-observed {
      color: var(--pc-lost);
    }
    .failed {
      color: var(--pc-undecided);
    }
    svg {
      display: block;
      width: 100%;
      overflow: visible;
      font: 400 var(--pc-text-11) / 1 var(--pc-font);
    }
    text {
      fill: var(--pc-text-3);
    }
    text.name {
      font-size: var(--pc-text-13);
      font-weight: 600;
      fill: var(--pc-text);
    }
    text.open {
      font-weight: 600;
      fill: var(--pc-undecided);
    }
    .grid {
      stroke: var(--pc-grid);
    }
    .axis {
      stroke: var(--pc-border-strong);
    }
    .span {
      fill: url(#hatch);
      stroke: var(--pc-undecided-fill);
    }
    .hatch {
      stroke: var(--pc-undecided-fill);
      stroke-width: 1.5;
    }
    .soft {
      fill: var(--pc-undecided-soft);
    }
    g.mark {
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
    }
    g.mark .disc {
      fill: currentColor;
      stroke: none;
    }
  `;

  @property() data = '';
  @state() private width = 720;
  private observer?: ResizeObserver;

  override connectedCallback() {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.max(360, Math.round(entry!.contentRect.width));
    });
    this.observer.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  protected override render() {
    const picture = this.data ? (JSON.parse(this.data) as Picture) : undefined;
    return html`<header>
        <h2>Attempts on one clock</h2>
        <span><pc-glyph class="allowed" name="allowed" size="14"></pc-glyph>Allowed by network</span>
        <span><pc-glyph class="denied" name="denied" size="14"></pc-glyph>Denied</span>
        <span><pc-glyph class="not-observed" name="not-observed" size="14"></pc-glyph>Not observed</span>
        <span>One legitimate pip is one report</span>
      </header>
      ${picture ? this.draw(picture) : nothing}`;
  }

  private draw(picture: Picture) {
    const end = Math.max(picture.end, picture.start + 5000);
    const inner = this.width - LEFT - RIGHT;
    const x = (at: number) => LEFT + (inner * Math.min(Math.max(at - picture.start, 0), end - picture.start)) / (end - picture.start);
    const pips = picture.control.filter((pip) => pip.at >= picture.start && pip.at <= end);
    const requests = pips.reduce((sum, pip) => sum + pip.ok + pip.failed, 0);
    return html`<svg viewBox="0 0 ${this.width} 152" height="152" role="img" aria-label=${this.words(picture)}>
      <defs>
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="soft" width="8" height="8"></rect>
          <path class="hatch" d="M0 0v8"></path>
        </pattern>
      </defs>
      ${this.openSpans(picture, end).map(
        ([from, to]) => svg`<rect class="span" x=${x(from)} y="4" width=${Math.max(2, x(to) - x(from))} height=${BASE - 4} rx="3"></rect>
          ${x(to) - x(from) > 84 ? svg`<text class="open" x=${(x(from) + x(to)) / 2} y="18" text-anchor="middle">Policy open</text>` : nothing}`
      )}
      ${ticks(picture.start, end).map(
        (at) => svg`<path class="grid" d="M${x(at)} ${TOP}V${BASE}"></path><text x=${x(at)} y="146" text-anchor="middle">${clock(at)}</text>`
      )}
      <path class="axis" d="M${LEFT} ${BASE}H${this.width - RIGHT}"></path>
      <text class="name" x="0" y=${ATTACKER - 1}>Attacker</text>
      <text x="0" y=${ATTACKER + 14}>${picture.attempts.length} of ${picture.planned}</text>
      <text class="name" x="0" y=${LEGITIMATE - 1}>Legitimate</text>
      <text x="0" y=${LEGITIMATE + 14}>${requests} requests</text>
      ${picture.attempts.map((mark) => this.mark(mark, x(mark.at)))}
      ${pips.map(
        (pip) => svg`<g class="mark ${pip.failed ? 'failed' : 'allowed'}">
          ${
            pip.failed
              ? svg`<path d="M${x(pip.at) - 4} ${LEGITIMATE + 4}l4 -8l4 8z"></path>`
              : svg`<circle class="disc" cx=${x(pip.at)} cy=${LEGITIMATE} r="3.5"></circle>`
          }<title>${clock(pip.at)}: ${pip.ok} served, ${pip.failed} failed</title></g>`
      )}
    </svg>`;
  }

  private mark(mark: Mark, x: number) {
    const shape =
      mark.through || mark.network === 'allowed'
        ? svg`<circle class="disc" cx=${x} cy=${ATTACKER} r="5"></circle>`
        : mark.network === 'denied'
          ? svg`<path d="M${x - 10} ${ATTACKER}h3M${x - 5} ${ATTACKER}h4M${x + 1} ${ATTACKER - 7}v14"></path>`
          : svg`<path d="M${x - 4} ${ATTACKER}h.1M${x} ${ATTACKER}h.1M${x + 4} ${ATTACKER}h.1" stroke-linecap="round" stroke-width="3"></path>`;
    return svg`<g class="mark ${mark.through ? 'allowed' : mark.network}">${shape}<title>${mark.words}</title></g>`;
  }

  /** Where the policies in force let the attack pass, or left it open. */
  private openSpans(picture: Picture, end: number): [number, number][] {
    return picture.policies
      .map((span, i): [string, number, number] => [span.outcome, Math.max(span.from, picture.start), picture.policies[i + 1]?.from ?? end])
      .filter(([outcome, from, to]) => (outcome === 'allowed' || outcome === 'undecided') && to > from)
      .map(([, from, to]) => [from, to]);
  }

  private words(picture: Picture) {
    const denied = picture.attempts.filter((mark) => mark.network === 'denied').length;
    const through = picture.attempts.filter((mark) => mark.through).length;
    return `${picture.attempts.length} of ${picture.planned} attempts: ${denied} denied, ${through} got through`;
  }
}

function clock(at: number) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

/** Four to eight round times. */
function ticks(start: number, end: number) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300].map((s) => s * 1000).find((s) => (end - start) / s <= 8) ?? 600_000;
  const times: number[] = [];
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) {
    times.push(at);
  }
  return times;
}

declare global {
  interface HTMLElementTagNameMap {
    'pc-drill-clock': PcDrillClock;
  }
}
