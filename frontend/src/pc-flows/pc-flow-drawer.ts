import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import '../pc-why/pc-why.js';
import { shared } from '../theme/shared.js';
import { endName, eventWord, fieldsOf, kindOf, l7Words, policyNames, reasonWords, timeOf, transport, verdictWord, type Flow, type Row } from './model.js';

/**
 * One flow whole: what it was, why it was denied, every field Hubble gave, and its JSON to copy.
 *
 * Properties: `row`; `live`, whether the policies in force have anything to do with it.
 * Events: `pc-drawer-close`; `pc-term-add` with `detail` = a term.
 */
@customElement('pc-flow-drawer')
export class PcFlowDrawer extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
        border-left: 1px solid var(--pc-border);
        background: var(--pc-surface);
        font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
        font-variant-numeric: tabular-nums;
      }
      aside {
        display: flex;
        flex-direction: column;
        gap: 20px;
        padding: 16px 24px 24px;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      .path {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      table {
        border-collapse: collapse;
        width: 100%;
        table-layout: fixed;
      }
      td {
        border-top: 1px solid var(--pc-border);
        padding: 5px 8px 5px 0;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      td:first-child {
        width: 42%;
        color: var(--pc-text-3);
        font-size: var(--pc-text-12);
      }
      .facts td:first-child {
        width: 96px;
      }
      td.act {
        width: 64px;
        padding: 2px 0;
        text-align: right;
        white-space: nowrap;
      }
      td.act button {
        width: 28px;
        height: 26px;
        padding: 0;
        border: 1px solid transparent;
        border-radius: 4px;
        background: none;
        color: var(--pc-text-3);
        cursor: pointer;
        font-weight: 600;
      }
      td.act button:hover,
      td.act button:focus-visible {
        color: var(--pc-accent-text);
        border-color: var(--pc-border-strong);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .icon {
        width: 32px;
        padding: 0;
      }
    `
  ];

  @property({ attribute: false }) row: Row | null = null;
  @property({ type: Boolean }) live = true;
  @state() private copied = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('row')) {
      this.copied = '';
    }
  }

  protected override render() {
    const line = this.row?.line;
    if (!line) {
      return nothing;
    }
    const { flow } = line;
    const { to } = transport(flow);
    return html`<aside aria-label="Flow">
      <header class="row">
        <span class="badge" data-kind=${kindOf(flow)}><pc-glyph name=${kindOf(flow)} size="14"></pc-glyph>${verdictWord(flow)}</span>
        <span class="muted mono">${timeOf(flow.time, true)}</span>
        <span class="spacer"></span>
        <button class="button quiet icon" type="button" aria-label="Close the detail" @click=${() => this.dispatchEvent(new CustomEvent('pc-drawer-close'))}><pc-glyph name="cross" size="16"></pc-glyph></button>
      </header>
      <div class="path mono">${endName(flow.source, flow.IP?.source)} → ${endName(flow.destination, flow.IP?.destination)}${to ? `:${to}` : ''}</div>
      <div class="buttons">
        <button class="button" type="button" @click=${() => void this.copy(line)}><pc-glyph name="copy" size="16"></pc-glyph>${this.copied || 'Copy as Hubble JSON'}</button>
        ${this.live ? html`<a class="button" router-ignore href=${this.mapAddress(flow)}><pc-glyph name="map" size="16"></pc-glyph>Show on the map</a>` : nothing}
      </div>
      ${this.why(flow)} ${this.facts(flow)}
      <section>
        <h2>Every field</h2>
        <table class="fields">
          <tbody>
            ${fieldsOf(line).map(({ path, text }) => html`<tr><td class="mono">${path}</td><td class="mono">${text}</td></tr>`)}
          </tbody>
        </table>
        <span class="hint">As the relay sent it, for the fields this console asks for.</span>
      </section>
    </aside>`;
  }

  private why(flow: Flow) {
    if (kindOf(flow) !== 'denied') {
      return nothing;
    }
    return html`<section>
      <h2>Why?</h2>
      ${this.live && flow.uuid
        ? html`<pc-why .flow=${flow.uuid} fared="denied"></pc-why>`
        : html`<p>${reasonWords(flow) || 'Hubble gave no reason'}. <span class="muted">A recorded file does not say which policies were in force.</span></p>`}
    </section>`;
  }

  private facts(flow: Flow) {
    const { protocol, from, to, flags } = transport(flow);
    const pod = (end: Flow['source']) => (end?.pod_name ? `${end.namespace}/${end.pod_name}` : '');
    const workload = (id: string | null) => id ?? '';
    const facts: [string, string, string][] = [
      ['Verdict', 'verdict', (flow.verdict ?? '').toLowerCase()],
      ['Drop reason', 'drop-reason', reasonWords(flow) ? flow.drop_reason_desc! : ''],
      ['From', 'workload', workload(this.row!.source)],
      ['To', 'workload', workload(this.row!.destination)],
      ['From pod', 'from-pod', pod(flow.source)],
      ['To pod', 'to-pod', pod(flow.destination)],
      ['From IP', 'from-ip', flow.IP?.source ?? ''],
      ['To IP', 'to-ip', flow.IP?.destination ?? ''],
      ['From port', 'from-port', from ? String(from) : ''],
      ['To port', 'to-port', to ? String(to) : ''],
      ['Protocol', 'protocol', protocol.toLowerCase()],
      ['Flags', 'flags', flags.replaceAll(' ', '')],
      ['Event', 'type', eventWord(flow)],
      ['Method', 'method', flow.l7?.http?.method ?? ''],
      ['Status', 'status', flow.l7?.http?.code ? String(flow.l7.http.code) : ''],
      ['Request', '', l7Words(flow)],
      ...policyNames(flow).map((name): [string, string, string] => ['Policy', 'policy', name]),
      ['Node', 'node', flow.node_name ?? '']
    ];
    return html`<section>
      <h2>In short</h2>
      <table class="facts">
        <tbody>
          ${facts
            .filter(([, , value]) => value && value !== 'unknown')
            .map(
              ([label, field, value]) => html`<tr>
                <td>${label}</td>
                <td class="mono">${value}</td>
                <td class="act">
                  ${field
                    ? html`<button type="button" title="Only flows with this" aria-label="Only flows with ${label} ${value}" @click=${() => this.add(field, false, value)}>=</button
                        ><button type="button" title="Leave flows with this out" aria-label="Leave out flows with ${label} ${value}" @click=${() => this.add(field, true, value)}>≠</button>`
                    : nothing}
                </td>
              </tr>`
            )}
        </tbody>
      </table>
    </section>`;
  }

  private add(field: string, negated: boolean, value: string) {
    this.dispatchEvent(new CustomEvent('pc-term-add', { detail: { field, negated, value } }));
  }

  private mapAddress(flow: Flow): string {
    const address = new URL('.', document.baseURI);
    address.searchParams.set('chosen', `${this.row!.source}~${this.row!.destination}~${kindOf(flow)}`);
    return address.href;
  }

  private async copy(line: object): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(line));
      this.copied = 'Copied';
    } catch {
      this.copied = 'Copying is not allowed here';
    }
  }
}
