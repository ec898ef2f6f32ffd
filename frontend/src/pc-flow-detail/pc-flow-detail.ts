import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-command/pc-command.js';
import '../pc-glyph/pc-glyph.js';
import '../pc-why/pc-why.js';
import { fullName, kindsOf, nameOf, rate, whole, WORDS, type Kind, type Line, type MapEdge, type MapNode } from '../pc-flow-map/model.js';
import { since } from '../pc-flow-map/times.js';
import { shared } from '../theme/shared.js';
import { detailStyles } from './styles.js';

const REFRESH_MILLIS = 2_000;

interface Detail {
  edges: MapEdge[];
  recent: { time: string; sourcePod: string; destinationPod: string; sourcePort: number; destinationPort: number; flags: string; verdict: string; reason: string }[];
  command: string;
}

/**
 * What there is to say about a chosen line or workload of the map: counts, the reason, the newest flows.
 *
 * Properties: `line` or `node` (one of them), `nodes`, `edges`; `still`, the past span or recorded file they are of. Events: `pc-detail-close`; `pc-edge-select` with
 * `detail` = an edge.
 */
@customElement('pc-flow-detail')
export class PcFlowDetail extends LitElement {
  static override styles = [shared, detailStyles];

  @property({ attribute: false }) line: Line | null = null;
  @property({ attribute: false }) node: MapNode | null = null;
  @property({ attribute: false }) nodes = new Map<string, MapNode>();
  @property({ attribute: false }) edges: MapEdge[] = [];
  @property({ attribute: false }) still: { from: string; to: string; recording: string } | null = null;
  @state() private detail: Detail | null = null;
  @state() private failure = '';
  private asked = '';
  private timer = 0;
  private abort: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.load(), REFRESH_MILLIS);
    this.load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.abort?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('still')) {
      this.asked = '';
    }
    if ((changed.has('line') || changed.has('still')) && this.key() !== this.asked) {
      this.detail = null;
      this.failure = '';
      this.load();
    }
  }

  private key(): string {
    return this.line ? `${this.line.source}\n${this.line.destination}\n${this.port() ?? ''}` : '';
  }

  // The port that is explained: the busiest of the line.
  private port(): number | null {
    const busiest = [...(this.line?.edges ?? [])].sort((a, b) => b.dropped + b.forwarded - a.dropped - a.forwarded)[0];
    return busiest && busiest.port > 0 ? busiest.port : null;
  }

  private async load(): Promise<void> {
    const line = this.line;
    if (!line || this.still || document.visibilityState === 'hidden') {
      return;
    }
    this.asked = this.key();
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const address = new URL('api/v1/map/edge', document.baseURI);
    address.searchParams.set('source', line.edges[0]?.source ?? line.source);
    address.searchParams.set('destination', line.edges[0]?.destination ?? line.destination);
    const port = this.port();
    if (port !== null) {
      address.searchParams.set('port', String(port));
    }
    try {
      const response = await fetch(address, { signal: abort.signal, headers: { Accept: 'application/json' } });
      if (!response.ok) {
        throw new Error(`The console answered ${response.status}`);
      }
      this.detail = (await response.json()) as Detail;
      this.failure = '';
    } catch (error) {
      if (!abort.signal.aborted) {
        this.failure = error instanceof Error ? error.message : String(error);
      }
    }
  }

  protected override render() {
    return html`<aside aria-label="Detail">
      <div class="grip" aria-hidden="true"></div>
      ${this.line ? this.ofLine(this.line) : this.node ? this.ofNode(this.node) : nothing}
    </aside>`;
  }

  private head(badges: unknown) {
    return html`<header class="row">
      ${badges}
      <span class="spacer"></span>
      <button class="button quiet icon" type="button" aria-label="Close the detail" @click=${() => this.dispatchEvent(new CustomEvent('pc-detail-close'))}>
        <pc-glyph name="cross" size="16"></pc-glyph>
      </button>
    </header>`;
  }

  private ofLine(line: Line) {
    const name = (id: string) => fullName(this.nodes.get(id), id);
    const between = this.edges.filter((edge) => edge.source === line.source && edge.destination === line.destination);
    const sum = (of: (edge: MapEdge) => number) => between.reduce((total, edge) => total + of(edge), 0);
    const protocols = [...new Set(between.map((edge) => edge.protocol))].join(', ');
    const port = between.length === 1 ? `:${between[0].portName || between[0].protocol}` : '';
    const lastDenied = between.map((edge) => edge.lastDenied).filter((time): time is string => !!time).sort().at(-1) ?? null;
    const path = `${name(line.source)} → ${name(line.destination)}${port}`;
    return html`
      ${this.head(html`${badge(line.kind)}<span class="muted">${protocols}</span>`)}
      <div class="path mono" title=${path}>
        <span class="ellipsis">${name(line.source)}</span>
        <span class="stroke" data-kind=${line.kind} aria-label="to"></span>
        <span class="ellipsis">${name(line.destination)}${port}</span>
      </div>
      <div class="figures">
        <div data-of="denied"><b data-tone=${sum((e) => e.dropped) ? 'denied' : ''}>${rate(sum((e) => e.droppedRate))}</b>denied now</div>
        <div><b>${whole(sum((e) => e.dropped))}</b>denied attempts${lastDenied ? html`, ${since(Date.parse(lastDenied))}` : nothing}</div>
        <div><b>${whole(sum((e) => e.forwarded + e.requests))}</b>allowed events</div>
      </div>
      ${between.length > 1 ? this.ports(between) : nothing} ${this.why(line)} ${this.recent()}
      ${this.detail ? html`<pc-command heading="hubble equivalent" .command=${this.detail.command}></pc-command>` : nothing}
    `;
  }

  private ports(between: MapEdge[]) {
    return html`<section>
      <h2>Ports</h2>
      <table>
        <thead>
          <tr><th>Port</th><th>Verdicts</th><th class="number">Allowed</th><th class="number">Denied</th></tr>
        </thead>
        <tbody>
          ${between.slice(0, 12).map(
            (edge) => html`<tr>
              <td class="mono">${edge.portName ? `${edge.portName}/${edge.protocol}` : edge.protocol}</td>
              <td>${kindsOf(edge).map(badge)}</td>
              <td class="number">${whole(edge.forwarded + edge.requests)}</td>
              <td class="number">${whole(edge.dropped)}</td>
            </tr>`
          )}
        </tbody>
      </table>
      ${between.length > 12 ? html`<span class="hint">and ${between.length - 12} more</span>` : nothing}
    </section>`;
  }

  private why(line: Line) {
    const edge = line.edges[0];
    if (this.still) {
      return html`<section>
        <h2>Why?</h2>
        <p class="muted">${this.still.recording ? 'A recorded file does not say which policies were in force.' : 'Policies may have changed since; go back to live to ask those in force now.'}</p>
        <a class="button" router-ignore href=${this.flowsAddress()}>Open in Flows</a>
      </section>`;
    }
    return html`<section>
      <h2>Why?</h2>
      ${this.failure ? html`<div class="notice" role="alert"><pc-glyph name="warning" size="20"></pc-glyph><span>${this.failure}. Trying again.</span></div>` : nothing}
      <pc-why .source=${edge?.source ?? line.source} .destination=${edge?.destination ?? line.destination} .port=${this.port() ?? 0} .fared=${line.kind === 'denied' ? 'denied' : ''}></pc-why>
      ${line.kind === 'denied' ? this.quarantine(line.source) : nothing}
    </section>`;
  }

  private recent() {
    if (!this.detail) {
      return nothing;
    }
    return html`<section>
      <div class="row">
        <h2>Recent flows</h2>
        <span class="spacer"></span>
        <a router-ignore href=${this.flowsAddress()}>Open in Flows</a>
      </div>
      ${this.detail.recent.length === 0
        ? html`<p class="muted">None of its flows is kept any more.</p>`
        : html`<table>
            <thead>
              <tr><th>Time</th><th>From port</th><th>Flags</th><th>Verdict and reason</th></tr>
            </thead>
            <tbody>
              ${this.detail.recent.slice(0, 6).map((flow) => {
                const kind = flow.verdict === 'DROPPED' ? 'denied' : flow.verdict === 'REDIRECTED' ? 'l7' : flow.verdict === 'FORWARDED' ? 'allowed' : 'undecided';
                return html`<tr title="${flow.sourcePod} → ${flow.destinationPod}:${flow.destinationPort}">
                  <td class="mono">${new Date(flow.time).toLocaleTimeString('en-GB')}.${String(new Date(flow.time).getMilliseconds()).padStart(3, '0')}</td>
                  <td class="mono">${flow.sourcePort || ''}</td>
                  <td class="mono flags ellipsis">${flow.flags}</td>
                  <td class="reason ellipsis" title=${flow.reason}><pc-glyph class=${kind} name=${kind} size="14"></pc-glyph> ${flow.reason || WORDS[kind]}</td>
                </tr>`;
              })}
            </tbody>
          </table>`}
    </section>`;
  }

  private flowsAddress(node?: MapNode): string {
    const address = new URL('flows', document.baseURI);
    const set = (key: string, value: string) => value && address.searchParams.set(key, value);
    if (node) {
      set('workload', node.id);
    } else if (this.line) {
      set('from-workload', this.line.edges[0]?.source ?? this.line.source);
      set('to-workload', this.line.edges[0]?.destination ?? this.line.destination);
      set('verdict', this.line.kind === 'denied' ? 'dropped' : '');
    }
    if (this.still) {
      set('recording', this.still.recording);
      set('since', this.still.from);
      set('until', this.still.to);
    }
    return address.href;
  }

  // Leads to a page that shows first what would be cut. Only pods can be quarantined.
  private quarantine(id: string) {
    return id.includes('/') ? html`<a class="button" href="incidents/quarantine?workload=${encodeURIComponent(id)}">Quarantine …</a>` : nothing;
  }

  private ofNode(node: MapNode) {
    const incoming = this.edges.filter((edge) => edge.destination === node.id && kindsOf(edge).length > 0);
    const outgoing = this.edges.filter((edge) => edge.source === node.id && kindsOf(edge).length > 0);
    return html`
      ${this.head(html`<span class="badge">${node.guarded ? html`<pc-glyph name="gate-closed" size="14"></pc-glyph>Guarded` : node.kind || 'Workload'}</span>`)}
      <div class="path mono" title=${fullName(node, node.id)}><span class="ellipsis">${fullName(node, node.id)}</span></div>
      ${node.reserved
        ? html`<p class="muted">${nameOf(node) === 'internet' ? 'Every address outside the cluster, folded into one.' : 'Not a workload: an entity of the cluster.'}</p>`
        : html`<div class="figures">
            <div><b>${node.pods < 0 ? '?' : node.pods}</b>running pods</div>
            <div><b>${gateWord(node.isolatedIngress)}</b>ingress</div>
            <div><b>${gateWord(node.isolatedEgress)}</b>egress</div>
          </div>`}
      ${node.reserved && !['world', 'host', 'remote-node', 'kube-apiserver', 'health', 'ingress'].includes(node.reserved) ? nothing : html`<a class="button" router-ignore href=${this.flowsAddress(node)}>Open in Flows</a>`}
      ${this.quarantine(node.id)}
      ${this.peers('Comes in', incoming, (edge) => edge.source)} ${this.peers('Goes out', outgoing, (edge) => edge.destination)}
    `;
  }

  private peers(title: string, edges: MapEdge[], other: (edge: MapEdge) => string) {
    return html`<section>
      <h2>${title}</h2>
      ${edges.length === 0
        ? html`<p class="muted">Not observed.</p>`
        : html`<table>
            <tbody>
              ${edges
                .sort((a, b) => b.droppedRate - a.droppedRate || b.forwardedRate - a.forwardedRate)
                .slice(0, 20)
                .map(
                  (edge) => html`<tr>
                    <td class="peer">
                      <button type="button" class="link mono ellipsis" title=${fullName(this.nodes.get(other(edge)), other(edge))} @click=${() => this.choose(edge)}>
                        ${fullName(this.nodes.get(other(edge)), other(edge))}
                      </button>
                    </td>
                    <td class="mono">${edge.portName || edge.protocol}</td>
                    <td>${kindsOf(edge).map(badge)}</td>
                    <td class="number">${rate(edge.forwardedRate + edge.droppedRate)}</td>
                  </tr>`
                )}
            </tbody>
          </table>`}
    </section>`;
  }

  private choose(edge: MapEdge) {
    this.dispatchEvent(new CustomEvent('pc-edge-select', { detail: edge, bubbles: true, composed: true }));
  }
}

function badge(kind: Kind) {
  return html`<span class="badge" data-kind=${kind}><pc-glyph name=${kind} size="14"></pc-glyph>${WORDS[kind]}</span>`;
}

function gateWord(isolated: boolean | null) {
  return isolated === null
    ? 'not known'
    : html`<span class="row"><pc-glyph name=${isolated ? 'gate-closed' : 'gate-open'} size="18"></pc-glyph>${isolated ? 'isolated' : 'open'}</span>`;
}
