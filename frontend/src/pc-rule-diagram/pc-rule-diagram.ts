import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { gate } from '../pc-glyph/glyphs.js';
import { shared } from '../theme/shared.js';

interface Peer {
  title: string;
  detail: string;
  ports: string;
  kind: 'allowed' | 'denied' | 'l7';
}

interface Side {
  direction: 'ingress' | 'egress';
  isolated: boolean;
  peers: Peer[];
}

interface Sketch {
  subject: string;
  detail: string;
  guarded: boolean;
  sides: Side[];
}

const WIDTH = 560;
const CARD = { width: 190, height: 56, gap: 18 };
const SUBJECT = { width: 168, height: 64 };
const MOST = 8;

/**
 * What a policy's rules do, as a picture: who, through which gate, to whom, on which ports. The words under it on the
 * page say the same; to screen readers this is one picture with a name.
 *
 * Properties: `sketches`, one for each rule of the policy.
 */
@customElement('pc-rule-diagram')
export class PcRuleDiagram extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px;
        border: 1px solid var(--pc-border);
        border-radius: var(--pc-radius);
        background: var(--pc-canvas);
      }
      svg {
        display: block;
        width: 100%;
        max-width: 640px;
        height: auto;
        margin: 0 auto;
        font-family: var(--pc-font);
        overflow: visible;
      }
      .title {
        font: 600 12px var(--pc-mono);
        fill: var(--pc-text);
      }
      .detail,
      .direction {
        font-size: 11.5px;
        fill: var(--pc-text-2);
      }
      .direction {
        fill: var(--pc-text-3);
      }
      .box {
        fill: var(--pc-surface);
        stroke: var(--pc-border-strong);
      }
      .subject {
        fill: var(--pc-surface);
        stroke: var(--pc-ink);
        stroke-width: 2;
      }
      .ring {
        fill: none;
        stroke: var(--pc-ink);
        stroke-width: 1.5;
      }
      .allowed {
        --line: var(--pc-allowed);
      }
      .denied {
        --line: var(--pc-denied);
      }
      .l7 {
        --line: var(--pc-l7);
      }
      .line {
        fill: none;
        stroke: var(--line);
        stroke-width: 2;
      }
      .denied .line {
        stroke-dasharray: 7 5;
      }
      .l7 .line {
        stroke-dasharray: 0.1 5;
        stroke-linecap: round;
      }
      .tip {
        fill: var(--line);
        stroke: none;
      }
      .bar {
        stroke: var(--line);
        stroke-width: 4;
      }
      .pill rect {
        fill: var(--pc-surface);
        stroke: var(--line);
      }
      .pill text {
        font: 600 11px var(--pc-font);
        fill: var(--line);
        text-anchor: middle;
      }
      .gate rect {
        fill: var(--pc-ink);
      }
      .gate.open rect {
        fill: var(--pc-surface);
        stroke: var(--pc-control);
        stroke-dasharray: 4 3;
      }
      .gate svg,
      .gate g {
        color: var(--pc-surface);
        stroke: currentColor;
        fill: none;
      }
      .gate.open g {
        color: var(--pc-control);
      }
    `
  ];

  @property({ attribute: false }) sketches: Sketch[] = [];

  protected override render() {
    return this.sketches.map((sketch) => sketch.sides.map((side) => this.side(sketch, side)));
  }

  private side(sketch: Sketch, side: Side) {
    const peers = side.peers.slice(0, MOST);
    const rest = side.peers.length - peers.length;
    const height = Math.max(peers.length * (CARD.height + CARD.gap) - CARD.gap, SUBJECT.height + 28) + 28 + (rest ? 18 : 0);
    const middle = 24 + (height - 28 - (rest ? 18 : 0)) / 2;
    const ingress = side.direction === 'ingress';
    const peerX = ingress ? 4 : WIDTH - CARD.width - 4;
    const subjectX = ingress ? WIDTH - SUBJECT.width - 8 : 8;
    const gateX = ingress ? subjectX - 66 : subjectX + SUBJECT.width + 26;
    const top = middle - (peers.length * (CARD.height + CARD.gap) - CARD.gap) / 2;
    const label = `${ingress ? 'Ingress' : 'Egress'} of ${sketch.subject}: ${side.peers.map((peer) => `${peer.title} ${peer.kind === 'denied' ? 'denied' : 'allowed'} ${peer.ports}`).join('; ')}`;
    return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>
      <text class="direction" x="4" y="12">${ingress ? 'Ingress: who may come in' : 'Egress: where it may go'}</text>
      ${peers.map((peer, at) => {
        const y = top + at * (CARD.height + CARD.gap);
        const from = ingress ? { x: peerX + CARD.width, y: y + CARD.height / 2 } : { x: gateX + 40, y: middle };
        const to = ingress ? { x: gateX, y: middle } : { x: peerX, y: y + CARD.height / 2 };
        return svg`<g class=${peer.kind}>
          ${this.line(from, to, peer, ingress)}
          <rect class="box" x=${peerX} y=${y} width=${CARD.width} height=${CARD.height} rx="6"><title>${peer.title} · ${peer.detail}</title></rect>
          ${text(peer.title, peerX + 10, y + 24, 'title', 24)}
          ${text(peer.detail, peerX + 10, y + 42, 'detail', 31)}
          ${this.pill(peer, { x: from.x + (to.x - from.x) * (ingress ? 0.42 : 0.58), y: from.y + (to.y - from.y) * (ingress ? 0.3 : 0.7) })}
        </g>`;
      })}
      ${rest ? svg`<text class="detail" x=${peerX} y=${height - 6}>and ${rest} more, in the words below</text>` : nothing}
      <g class="allowed">
        <path class="line" style="stroke: var(--pc-ink)" d=${ingress ? `M${gateX + 40} ${middle}H${subjectX - 8}` : `M${subjectX + SUBJECT.width} ${middle}H${gateX}`} />
        ${ingress ? svg`<path class="tip" style="fill: var(--pc-ink)" d=${`M${subjectX - 3} ${middle}l-9 -5v10z`} />` : nothing}
      </g>
      <g class="gate ${side.isolated ? '' : 'open'}" transform="translate(${gateX} ${middle - 20})">
        <rect width="40" height="40" rx="6"><title>${side.isolated ? 'Isolates: what no rule allows is denied' : 'Does not isolate'}</title></rect>
        <g transform="translate(8 8)" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${gate(side.isolated ? 'closed' : 'open', false)}</g>
      </g>
      <rect class="subject" x=${subjectX} y=${middle - SUBJECT.height / 2} width=${SUBJECT.width} height=${SUBJECT.height} rx="6"><title>${sketch.subject} · ${sketch.detail}</title></rect>
      ${sketch.guarded ? svg`<rect class="ring" x=${subjectX - 4} y=${middle - SUBJECT.height / 2 - 4} width=${SUBJECT.width + 8} height=${SUBJECT.height + 8} rx="9" />` : nothing}
      ${text(sketch.subject, subjectX + 12, middle - 4, 'title', 20)} ${text(sketch.detail, subjectX + 12, middle + 15, 'detail', 22)}
      <text class="detail" x=${subjectX + 4} y=${middle + SUBJECT.height / 2 + 20}>${side.isolated ? `${ingress ? 'Ingress' : 'Egress'} isolated` : `${ingress ? 'Ingress' : 'Egress'} not isolated by this`}</text>
    </svg>`;
  }

  private line(from: { x: number; y: number }, to: { x: number; y: number }, peer: Peer, ingress: boolean) {
    const denied = peer.kind === 'denied';
    const end = denied ? (ingress ? { x: to.x - 10, y: to.y } : { x: to.x - 12, y: to.y }) : { x: to.x - 8, y: to.y };
    const bend = (end.x - from.x) / 2;
    const slope = ingress ? Math.sign(from.y - to.y) * Math.min(10, Math.abs(from.y - to.y) / 8) : 0;
    return svg`<path class="line" d=${`M${from.x} ${from.y}C${from.x + bend} ${from.y} ${end.x - bend} ${end.y + slope} ${end.x} ${end.y + slope}`} />
      ${denied ? svg`<path class="bar" d=${`M${end.x} ${end.y + slope - 12}v24`} />` : svg`<path class="tip" d=${`M${end.x + 8} ${end.y + slope}l-9 -5v10z`} />`}`;
  }

  private pill(peer: Peer, at: { x: number; y: number }) {
    const words = cut(peer.ports, 22);
    const width = words.length * 6.4 + 16;
    return words ? svg`<g class="pill"><rect x=${at.x - width / 2} y=${at.y - 10} width=${width} height="20" rx="10"><title>${peer.ports}</title></rect><text x=${at.x} y=${at.y + 4}>${words}</text></g>` : nothing;
  }
}

function cut(words: string, most: number): string {
  const clean = words.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return clean.length > most ? clean.slice(0, most - 1) + '…' : clean;
}

function text(words: string, x: number, y: number, name: string, most: number) {
  return svg`<text class=${name} x=${x} y=${y}>${cut(words, most)}<title>${words}</title></text>`;
}
