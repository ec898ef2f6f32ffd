import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { Graph } from '../pc-flow-map/graph.js';
import type { Places } from '../pc-flow-map/layout.js';
import { groupKey, kindsOf, type Kind, type Line, type MapEdge, type MapNode } from '../pc-flow-map/model.js';
import { mapStyles } from '../pc-flow-map/styles.js';
import { shared } from '../theme/shared.js';
import { onThemeChange } from '../theme/theme.js';

type Change = 'newly-denied' | 'newly-allowed' | 'newly-asked' | 'undecided';

interface EdgeChange {
  change: Change;
  source: string;
  destination: string;
  port: string;
  events: number;
}

const KINDS: Record<Change, Kind> = { 'newly-denied': 'denied', 'newly-allowed': 'allowed', 'newly-asked': 'l7', undecided: 'undecided' };
const WORDS: Record<Change, string> = { 'newly-denied': '− newly denied', 'newly-allowed': '+ newly allowed', 'newly-asked': '◇ asked per request', undecided: '? undecided' };

/**
 * What a change of policies would change, drawn as the map draws traffic: newly denied edges dashed, ending at a bar, with
 * a minus; newly allowed ones solid with an arrow and a plus; what stays as it is faintly, between the same workloads.
 *
 * Properties: `changes`, a list of `{change, source, destination, port, events}` with ids of the map's nodes.
 */
@customElement('pc-change-map')
export class PcChangeMap extends LitElement {
  static override styles = [
    shared,
    mapStyles,
    css`
      :host {
        display: block;
        height: 300px;
        border: 1px solid var(--pc-border);
        border-radius: var(--pc-radius);
        overflow: hidden;
      }
      .stage {
        height: 100%;
      }
      .key {
        position: absolute;
        left: 12px;
        bottom: 10px;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        padding: 4px 10px;
        font-size: var(--pc-text-12);
        color: var(--pc-text-2);
      }
      .key span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .key .denied {
        color: var(--pc-denied);
      }
      .key .allowed {
        color: var(--pc-allowed);
      }
    `
  ];

  @property({ attribute: false }) changes: EdgeChange[] = [];
  @state() private failure = '';
  @query('.stage') private stage!: HTMLElement;
  private graph: Graph | null = null;
  private nodes = new Map<string, MapNode>();
  private edges: MapEdge[] = [];
  private loaded = false;
  private unfollow: (() => void) | null = null;
  private abort: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.unfollow = onThemeChange(() => this.graph?.theme());
    void this.load();
    if (this.hasUpdated) {
      void this.updateComplete.then(() => this.open());
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.abort?.abort();
    this.graph?.destroy();
    this.graph = null;
    this.unfollow?.();
  }

  protected override firstUpdated() {
    this.open();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('changes')) {
      this.arrange();
    }
  }

  private open(): void {
    if (!this.graph && this.isConnected) {
      this.graph = new Graph(this.stage, { select: () => {}, moved: () => {}, hover: (words) => (this.stage.title = words) });
      this.arrange();
    }
  }

  private async load(): Promise<void> {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    try {
      const response = await fetch(new URL('api/v1/map', document.baseURI), { signal: abort.signal, headers: { Accept: 'application/json' } });
      if (!response.ok) {
        throw new Error(`The console answered ${response.status}`);
      }
      const map = (await response.json()) as { nodes: MapNode[]; edges: MapEdge[] };
      this.nodes = new Map(map.nodes.map((node) => [node.id, node]));
      this.edges = map.edges;
      this.failure = '';
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.loaded = true;
    this.arrange();
  }

  private scene() {
    const ids = new Set(this.changes.flatMap((change) => [change.source, change.destination]));
    const nodes = new Map([...ids].map((id) => [id, this.nodes.get(id) ?? stub(id)]));
    const lines = new Map<string, Line>();
    const changing = new Set<string>();
    for (const change of this.changes) {
      if (change.source === change.destination) {
        continue;
      }
      const kind = KINDS[change.change];
      const id = `${change.source}\n${change.destination}\n${kind}`;
      changing.add(`${change.source}\n${change.destination}`);
      const line = lines.get(id) ?? { id, source: change.source, destination: change.destination, kind, edges: [], rate: 1, count: 0, label: '', idle: false };
      line.count += change.events;
      const ports = line.label ? line.label.slice(WORDS[change.change].length + 1).split(', ') : [];
      const all = [...new Set([...ports, change.port])];
      line.label = `${WORDS[change.change]} ${all.slice(0, 3).join(', ')}`;
      lines.set(id, line);
    }
    for (const edge of this.edges) {
      if (ids.has(edge.source) && ids.has(edge.destination) && !changing.has(`${edge.source}\n${edge.destination}`)) {
        for (const kind of kindsOf(edge)) {
          const id = `${edge.source}\n${edge.destination}\n${kind}`;
          lines.set(id, { id, source: edge.source, destination: edge.destination, kind, edges: [], rate: 0, count: 0, label: '', idle: true });
        }
      }
    }
    return { nodes, lines };
  }

  private arrange(): void {
    if (!this.graph || !this.loaded) {
      return;
    }
    const { nodes, lines } = this.scene();
    const { places, rows } = columns(nodes, lines);
    this.style.height = `${Math.min(560, Math.max(200, rows * 84 + 76))}px`;
    this.graph.show({ nodes, lines, selection: null, frozen: false, motion: false, collapsed: false, allLabels: true }, places, true);
  }

  protected override render() {
    return html`<section class="stage" role="img" aria-label="Map of what would change. The table under it says the same.">
      <canvas class="below" aria-hidden="true"></canvas>
      <div class="cy" aria-hidden="true"></div>
      <canvas class="dots" aria-hidden="true"></canvas>
      <canvas class="above" aria-hidden="true"></canvas>
      ${this.changes.length === 0 ? html`<div class="empty"><div><pc-glyph name="gate-closed" size="20"></pc-glyph><b>No edge changes its verdict</b></div></div>` : nothing}
      ${this.failure ? html`<div class="banner card" role="alert"><pc-glyph name="warning" size="20"></pc-glyph><span>${this.failure}</span></div>` : nothing}
      ${this.changes.length
        ? html`<div class="key card" aria-hidden="true">
            <span class="denied"><pc-glyph name="denied" size="14"></pc-glyph>− newly denied</span>
            <span class="allowed"><pc-glyph name="allowed" size="14"></pc-glyph>+ newly allowed</span>
            <span>faint: as before</span>
          </div>`
        : nothing}
    </section>`;
  }
}

/** Who asks at the left, who is asked at the right, who does both between them; a namespace's cards together. */
function columns(nodes: Map<string, MapNode>, lines: Map<string, Line>): { places: Places; rows: number } {
  const changed = [...lines.values()].filter((line) => line.label);
  const sources = new Set(changed.map((line) => line.source));
  const destinations = new Set(changed.map((line) => line.destination));
  const columnOf = (id: string) => (sources.has(id) ? (destinations.has(id) ? 1 : 0) : 2);
  const places: Places = {};
  let rows = 0;
  for (const column of [0, 1, 2]) {
    const members = [...nodes.values()].filter((node) => columnOf(node.id) === column).sort((a, b) => groupKey(a).localeCompare(groupKey(b)) || a.id.localeCompare(b.id));
    const heights: number[] = [];
    let at = 0;
    members.forEach((node, index) => {
      at += index === 0 ? 0 : groupKey(members[index - 1]) === groupKey(node) ? 96 : 150;
      heights.push(at + (node.guarded ? 16 : 0));
    });
    members.forEach((node, index) => (places[node.id] = { x: column * 390, y: heights[index] - at / 2 }));
    rows = Math.max(rows, 1 + at / 120);
  }
  return { places, rows };
}

function stub(id: string): MapNode {
  const reserved = id.startsWith('reserved:') ? id.slice('reserved:'.length) : '';
  const slash = id.indexOf('/');
  return {
    id,
    namespace: reserved ? '' : id.slice(0, Math.max(0, slash)),
    workload: reserved || id.slice(slash + 1),
    kind: '',
    pods: -1,
    guarded: false,
    isolatedIngress: null,
    isolatedEgress: null,
    reserved,
    spark: []
  };
}
