import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../pc-glyph/pc-glyph.js';
import { fullName, kindsOf, rate, whole, WORDS, type MapEdge, type MapNode } from '../pc-flow-map/model.js';
import { since } from '../pc-flow-map/times.js';
import { shared } from '../theme/shared.js';

const MAX_ROWS = 500;

/**
 * The map as a table: the same edges for keyboards and screen readers.
 *
 * Properties: `edges`, `nodes`. Events: `pc-edge-select` with `detail` = the edge.
 */
@customElement('pc-flow-table')
export class PcFlowTable extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
        background: var(--pc-surface);
      }
      table {
        border-collapse: collapse;
        width: 100%;
      }
      caption {
        text-align: left;
        padding: 12px 24px 4px;
        color: var(--pc-text-3);
        font-size: var(--pc-text-12);
      }
      th {
        position: sticky;
        top: 0;
        background: var(--pc-surface);
        font-weight: 500;
        font-size: var(--pc-text-12);
        text-align: left;
        color: var(--pc-text-3);
        height: 32px;
        padding: 0 12px;
        white-space: nowrap;
        box-shadow: inset 0 -1px var(--pc-border);
        z-index: 1;
      }
      th:first-child,
      td:first-child {
        padding-left: 24px;
      }
      td {
        height: 36px;
        padding: 0 12px;
        border-bottom: 1px solid var(--pc-border);
        white-space: nowrap;
        max-width: 260px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      td.number,
      th.number {
        text-align: right;
      }
      button {
        border: 0;
        background: none;
        padding: 0;
        cursor: pointer;
        font-family: var(--pc-mono);
        font-size: var(--pc-text-12);
        font-weight: 600;
        color: var(--pc-accent-text);
        max-width: 240px;
      }
      tr:hover td {
        background: var(--pc-surface-2);
      }
      p {
        padding: 24px;
        color: var(--pc-text-2);
      }
    `
  ];

  @property({ attribute: false }) edges: MapEdge[] = [];
  @property({ attribute: false }) nodes = new Map<string, MapNode>();

  protected override render() {
    const rows = [...this.edges].sort((a, b) => b.droppedRate - a.droppedRate || b.forwardedRate - a.forwardedRate || b.dropped - a.dropped || a.id.localeCompare(b.id));
    if (rows.length === 0) {
      return html`<p>No flows match. Remove a filter to see more.</p>`;
    }
    const shown = rows.slice(0, MAX_ROWS);
    const name = (id: string) => fullName(this.nodes.get(id), id);
    return html`<table>
      <caption>
        ${rows.length > shown.length ? `The first ${whole(shown.length)} of ${whole(rows.length)} edges, the busiest first.` : `${whole(rows.length)} edges.`} Counts are
        events since the console started; a denied attempt counts once.
      </caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Port</th>
          <th scope="col">Verdicts</th>
          <th scope="col" class="number">Allowed</th>
          <th scope="col" class="number">per second</th>
          <th scope="col" class="number">Denied</th>
          <th scope="col" class="number">per second</th>
          <th scope="col">Last reason</th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          (edge) => edge.id,
          (edge) => html`<tr>
            <td><button type="button" class="ellipsis" title=${name(edge.source)} @click=${() => this.choose(edge)}>${name(edge.source)}</button></td>
            <td class="mono" title=${name(edge.destination)}>${name(edge.destination)}</td>
            <td class="mono">${edge.portName ? `${edge.portName}/${edge.protocol}` : edge.protocol}</td>
            <td>${this.badges(edge)}</td>
            <td class="number">${whole(edge.forwarded + edge.requests)}</td>
            <td class="number">${rate(edge.forwardedRate)}</td>
            <td class="number" data-tone=${edge.dropped ? 'denied' : ''}>${whole(edge.dropped)}</td>
            <td class="number" data-tone=${edge.dropped ? 'denied' : ''}>${rate(edge.droppedRate)}</td>
            <td>${edge.lastDropReason}</td>
            <td>${since(Date.parse(edge.lastSeen))}</td>
          </tr>`
        )}
      </tbody>
    </table>`;
  }

  private badges(edge: MapEdge) {
    const kinds = kindsOf(edge);
    return kinds.length
      ? kinds.map((kind) => html`<span class="badge" data-kind=${kind}><pc-glyph name=${kind} size="14"></pc-glyph>${WORDS[kind]}</span> `)
      : html`<span class="badge"><pc-glyph name="not-observed" size="14"></pc-glyph>Not observed</span>`;
  }

  private choose(edge: MapEdge) {
    this.dispatchEvent(new CustomEvent('pc-edge-select', { detail: edge, bubbles: true, composed: true }));
  }
}
