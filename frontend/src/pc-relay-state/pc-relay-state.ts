import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { whole, type StreamStatus } from '../pc-flow-map/model.js';
import { since } from '../pc-flow-map/times.js';
import { shared } from '../theme/shared.js';

const EVERY_MILLIS = 3_000;

interface Status {
  relay: StreamStatus;
  kubernetes: { state: string; since: string | null; message: string };
}

/** A chip that says whether relay and Kubernetes answer and how many flows were lost. */
@customElement('pc-relay-state')
export class PcRelayState extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        gap: 12px;
        min-width: 0;
      }
      .seal {
        flex: none;
        width: 16px;
        height: 16px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        background: var(--pc-allowed);
        color: var(--pc-surface);
      }
      .away {
        color: var(--pc-undecided);
        border-color: var(--pc-undecided);
      }
      @media (max-width: 720px) {
        .chip {
          border: 0;
          padding: 0;
        }
        .word {
          display: none;
        }
      }
    `
  ];

  @state() private status: Status | null = null;
  @state() private failed = false;
  private timer = 0;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => void this.load(), EVERY_MILLIS);
    void this.load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  private async load(): Promise<void> {
    if (document.visibilityState === 'hidden') {
      return;
    }
    try {
      const response = await fetch(new URL('api/v1/status', document.baseURI), { headers: { Accept: 'application/json' } });
      this.failed = !response.ok;
      if (response.ok) {
        this.status = (await response.json()) as Status;
      }
    } catch {
      this.failed = true;
    }
  }

  private skew(relay: StreamStatus) {
    const skewed = relay.nodes.filter((node) => node.clockSkewMillis !== 0);
    if (!skewed.length) {
      return '';
    }
    const say = (node: { name: string; clockSkewMillis: number }) =>
      `${node.name} is ${whole(Math.round(Math.abs(node.clockSkewMillis) / 1_000))} s ${node.clockSkewMillis > 0 ? 'ahead' : 'behind'}`;
    return html`<span class="chip away" role="status" title="${skewed.map(say).join('; ')}. Flows keep their node's time; nothing is left out.">
      <pc-glyph name="warning"></pc-glyph>${skewed.length === 1 ? 'Clock of a node is off' : `Clocks of ${skewed.length} nodes are off`}
    </span>`;
  }

  protected override render() {
    if (this.failed) {
      return html`<span class="chip away" role="status"><pc-glyph name="warning"></pc-glyph>The console does not answer</span>`;
    }
    if (!this.status) {
      return html``;
    }
    const { relay, kubernetes } = this.status;
    const up = relay.nodes.filter((node) => node.state === 'connected').length;
    const nodes = relay.nodes.length ? html`<b>${up}/${relay.nodes.length} ${relay.nodes.length === 1 ? 'node' : 'nodes'}</b>` : html`<b>connected</b>`;
    return html`
      ${relay.connected
        ? html`<span class="chip" title="${relay.server}: ${whole(relay.flows)} flows since the console started">
            <span class="seal"><pc-glyph name="check" size="12"></pc-glyph></span><span class="word">Relay</span>${nodes}<span class="dot">·</span><b>${whole(relay.lost)} lost</b>
          </span>`
        : html`<span class="chip away" role="status" title=${relay.message}><pc-glyph name="warning"></pc-glyph>Relay away${relay.since ? ` since ${since(Date.parse(relay.since))}` : ''}</span>`}
      ${this.skew(relay)}
      ${kubernetes.state === 'silent'
        ? html`<span class="chip away" role="status" title=${kubernetes.message}><pc-glyph name="warning"></pc-glyph>Kubernetes away</span>`
        : ''}
    `;
  }
}
