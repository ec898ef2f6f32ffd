import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../pc-flow-detail/pc-flow-detail.js';
import '../pc-flow-table/pc-flow-table.js';
import '../pc-glyph/pc-glyph.js';
import { why, type PcTimeSlider } from '../pc-time-slider/pc-time-slider.js';
import { shared } from '../theme/shared.js';
import { onThemeChange } from '../theme/theme.js';
import { readAddress, writeAddress } from './address.js';
import { emptyBanner, stillBanner, streamBanner } from './banners.js';
import { cardsOf, linesToDraw, type Cards } from './collapse.js';
import { MapFeed } from './feed.js';
import { filterBar } from './filter-bar.js';
import { Graph, type Selection } from './graph.js';
import type { Places } from './layout.js';
import { legend } from './legend.js';
import { fullName, groupKey, kindsOf, linesOf, NO_FILTERS, passes, type Filters, type Kind, type Line, type MapEdge } from './model.js';
import { sizeOf } from './paint.js';
import { pastMap, recordedMap, StillMap, type MapState } from './past.js';
import { PlaceKeeper } from './places.js';
import { postureChip } from './posture.js';
import { mapStyles } from './styles.js';

const NARROW = window.matchMedia('(max-width: 720px)');

/**
 * The live map of who talks to whom, with its filters, its table twin and the detail of what is chosen. Follows
 * `api/ws/map` by itself, connects again by itself, and keeps its filters in the page's address.
 *
 * A recorded file, or a past span that `pc-time-select` of something in the slot asks for, is shown in its place.
 *
 * Slots: `chart`, under the map.
 * Events: `pc-node-select` with `detail.id`, `pc-edge-select` with `detail` = the edge; both when a person chooses.
 */
@customElement('pc-flow-map')
export class PcFlowMap extends LitElement {
  static override styles = [shared, mapStyles];

  @state() private filters: Filters = NO_FILTERS;
  @state() private view: 'graph' | 'table' = 'graph';
  @state() private selection: Selection | null = null;
  @state() private motion = true;
  @state() private lines = new Map<string, Line>();
  private drawn = new Map<string, Line>();
  @state() private now = Date.now();
  @state() private spoken = '';
  @query('.stage') private stage!: HTMLElement;

  @state() private still: StillMap | null = null;
  @state() private stillFailure = '';

  private feed = new MapFeed((structure) => this.changed(structure));
  private time = { from: '', to: '', recording: '' };
  private asking: AbortController | null = null;
  private places: Places = {};
  private keeper: PlaceKeeper | null = null;
  private graph: Graph | null = null;
  private cards: Cards = { nodes: new Map(), endOf: (id) => id, collapsed: false };
  private opened = new Set<string>();
  /** Whether a namespace was just opened or closed: its cards need room where there was none. */
  private unfolding = false;
  private arranged = '';
  private unfollow: (() => void) | null = null;
  private ticking = 0;
  private starting = 0;
  private readonly narrowed = () => {
    this.arranged = '';
    this.refresh(true);
  };

  override connectedCallback() {
    super.connectedCallback();
    const address = readAddress();
    this.filters = address.filters;
    this.view = address.view;
    this.selection = selectionOf(address.chosen);
    this.time = { from: address.from, to: address.to, recording: address.recording };
    this.addEventListener('pc-time-select', this.timeChosen);
    this.keeper = new PlaceKeeper();
    this.unfollow = onThemeChange(() => this.graph?.theme());
    this.ticking = window.setInterval(() => (this.now = Date.now()), 1000);
    NARROW.addEventListener('change', this.narrowed);
    // Vaadin takes elements out and puts them back after their first rendering: connect once that is over.
    this.starting = window.setTimeout(() => {
      if (!this.time.recording) {
        this.feed.start();
      }
      void this.showStill();
    });
    if (this.hasUpdated) {
      void this.updateComplete.then(() => this.openGraph());
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.starting);
    this.removeEventListener('pc-time-select', this.timeChosen);
    this.asking?.abort();
    this.feed.stop();
    this.closeGraph();
    this.keeper?.close();
    this.keeper = null;
    this.unfollow?.();
    window.clearInterval(this.ticking);
    NARROW.removeEventListener('change', this.narrowed);
    this.arranged = '';
  }

  protected override updated(changed: PropertyValues) {
    if (this.view === 'graph' && !this.graph && this.isConnected) {
      this.openGraph();
    } else if (this.view === 'table' && this.graph) {
      this.closeGraph();
    }
    if (changed.has('filters') || changed.has('view') || changed.has('selection') || (changed as Map<string, unknown>).has('still')) {
      writeAddress({ filters: this.filters, view: this.view, chosen: this.selection ? addressOf(this.selection) : '', ...this.time });
      this.refresh(changed.has('filters'));
    } else if (changed.has('motion')) {
      this.refresh(false);
    }
  }

  private openGraph(): void {
    if (this.graph || !this.stage) {
      return;
    }
    this.graph = new Graph(this.stage, {
      select: (selection) => this.choose(selection),
      moved: (places) => {
        this.places = places;
        this.keeper?.keep(places);
      },
      hover: (words) => (this.stage.title = words)
    });
    this.refresh(true);
  }

  private closeGraph(): void {
    this.graph?.destroy();
    this.graph = null;
  }

  private changed(structure: boolean): void {
    this.now = Date.now();
    if (!this.still) {
      this.refresh(structure);
    }
  }

  /** What is shown: now, or what was asked for instead. */
  private get shown(): MapState {
    return this.still ?? this.feed;
  }

  private readonly timeChosen = (event: Event) => {
    const span = (event as CustomEvent<{ from: string; to: string } | null>).detail;
    this.time = { from: span?.from ?? '', to: span?.to ?? '', recording: '' };
    void this.showStill();
  };

  private async showStill(): Promise<void> {
    const { from, to, recording } = this.time;
    this.asking?.abort();
    this.stillFailure = '';
    if (!recording && !from) {
      this.still = null;
      this.refresh(true);
      return;
    }
    const asking = (this.asking = new AbortController());
    try {
      const still = await (recording ? recordedMap(recording, asking.signal) : pastMap(from, to, asking.signal));
      if (asking === this.asking) {
        this.still = still;
        this.refresh(!!recording);
      }
    } catch (error) {
      if (!asking.signal.aborted) {
        this.stillFailure = error instanceof Error ? error.message : String(error);
      }
    }
  }

  private backToLive(): void {
    if (this.time.recording) {
      this.time = { from: '', to: '', recording: '' };
      this.feed.start();
      void this.showStill();
    } else {
      const slider = this.querySelector<PcTimeSlider>('pc-time-slider');
      if (slider) {
        slider.live();
      } else {
        this.time = { from: '', to: '', recording: '' };
        void this.showStill();
      }
    }
  }

  /** Reads what is shown again and draws it. */
  private refresh(structure: boolean): void {
    const shown = this.shownEdges();
    const nodes = this.shownNodes(shown);
    this.cards = cardsOf(nodes, this.opened);
    this.lines = linesOf(shown, this.filters, this.cards.endOf);
    this.drawn = linesToDraw(this.lines, this.selection?.type === 'node' ? this.selection.id : '');
    this.requestUpdate();
    if (!this.graph || !this.shown.loaded) {
      return;
    }
    if (structure || this.missingPlaces()) {
      this.arrange();
    }
    this.draw(false);
  }

  private draw(refit: boolean): void {
    this.graph?.show(
      { nodes: this.cards.nodes, lines: this.drawn, selection: this.selection, frozen: this.frozen(), motion: this.motion, collapsed: this.cards.collapsed },
      this.places,
      refit
    );
  }

  private missingPlaces(): boolean {
    return [...this.cards.nodes.keys()].some((id) => !this.places[id]) && !NARROW.matches;
  }

  // Only who is there matters for the layout, and who talks to whom for newcomers: live counts never move a card.
  private arrange(): void {
    const boxes = [...this.cards.nodes.values()].map((node) => ({ id: node.id, group: node.kind === 'Namespace' ? node.id : groupKey(node), ...sizeOf(node), guarded: node.guarded }));
    const key = boxes
      .map((box) => box.id + box.guarded)
      .sort()
      .join('\n');
    if (key === this.arranged || boxes.length === 0) {
      return;
    }
    this.arranged = key;
    const links = [...this.lines.values()].map((line) => ({ source: line.source, destination: line.destination, denied: line.kind === 'denied' }));
    this.keeper?.ask(boxes, links, { narrow: NARROW.matches, anew: this.unfolding }, (places) => {
      this.places = places;
      this.draw(true);
      if (this.unfolding) {
        this.unfolding = false;
        this.graph?.fit();
      }
    });
  }

  private shownEdges(): MapEdge[] {
    return [...this.shown.edges.values()].filter((edge) => passes(edge, this.shown.nodes, this.filters));
  }

  private shownNodes(edges: MapEdge[]) {
    const filtered = this.filters.namespace || this.filters.workload || this.filters.verdict || this.filters.port;
    const touched = new Set(edges.filter((edge) => kindsOf(edge).length > 0).flatMap((edge) => [edge.source, edge.destination]));
    const words = this.filters.workload.toLowerCase();
    return new Map(
      [...this.shown.nodes].filter(
        ([id, node]) =>
          touched.has(id) ||
          (!node.reserved &&
            (!filtered ||
              (!this.filters.verdict &&
                !this.filters.port &&
                (!this.filters.namespace || groupKey(node) === this.filters.namespace) &&
                (!words || fullName(node, id).toLowerCase().includes(words)))))
      )
    );
  }

  private frozen(): boolean {
    return this.shown.loaded && (!this.shown.connected || !this.shown.status?.connected);
  }

  private choose(selection: Selection | null): void {
    const node = selection?.type === 'node' ? this.cards.nodes.get(selection.id) : undefined;
    if (node?.kind === 'Namespace') {
      this.opened.add(node.id.slice('namespace:'.length));
      this.unfolding = true;
      this.refresh(true);
      return;
    }
    this.selection = selection;
    if (node) {
      this.dispatchEvent(new CustomEvent('pc-node-select', { detail: { id: node.id }, bubbles: true, composed: true }));
    }
  }

  private chooseEdge(edge: MapEdge): void {
    const kinds = kindsOf(edge);
    const kind: Kind = kinds.includes('denied') ? 'denied' : (kinds[0] ?? 'undecided');
    this.selection = { type: 'line', id: `${this.cards.endOf(edge.source)}\n${this.cards.endOf(edge.destination)}\n${kind}` };
  }

  protected override render() {
    return html`
      <div class="head">
        <h1 class="wide">Map</h1>
        ${postureChip(this.shown.posture, this.shown.edges.values(), this.now)}
        <span class="spacer"></span>
        ${filterBar(this.filters, this.shown.nodes, (filters) => (this.filters = filters))}
        <div class="segments wide" role="group" aria-label="Show as">
          ${(['graph', 'table'] as const).map(
            (view) => html`<button type="button" aria-pressed=${this.view === view} @click=${() => (this.view = view)}>${view === 'graph' ? 'Graph' : 'Table'}</button>`
          )}
        </div>
      </div>
      ${this.view === 'graph' ? this.graphView() : this.tableView()} ${this.detail()}
      <div class="under" ?hidden=${!!this.time.recording}><slot name="chart"></slot></div>
      <div class="sr" role="status" aria-live="polite">${this.spoken}</div>
    `;
  }

  private graphView() {
    return html`<section
      class="stage ${this.frozen() || (this.still?.step && why(this.still.step).length) ? 'frozen' : ''}"
      tabindex="0"
      role="group"
      aria-label="Flow map. Arrow keys move between workloads, Enter opens one, Escape closes it. The table shows the same."
      @keydown=${this.key}
      @blur=${() => this.graph?.blur()}
    >
      <canvas class="below" aria-hidden="true"></canvas>
      <div class="cy" aria-hidden="true"></div>
      <canvas class="dots" aria-hidden="true"></canvas>
      <canvas class="above" aria-hidden="true"></canvas>
      ${this.banner()} ${this.crowd()} ${legend}
      <div class="tools card">
        <button class="wide" type="button" aria-label="Moving dots" title="Moving dots" aria-pressed=${this.motion} @click=${() => (this.motion = !this.motion)}><pc-glyph name=${this.motion ? 'pause' : 'play'}></pc-glyph></button>
        <button class="wide" type="button" aria-label="Arrange anew" title="Arrange anew" @click=${this.rearrange}><pc-glyph name="map"></pc-glyph></button>
        <button class="wide" type="button" aria-label="Zoom in" title="Zoom in" @click=${() => this.graph?.zoom(1.25)}><pc-glyph name="plus"></pc-glyph></button>
        <button class="wide" type="button" aria-label="Zoom out" title="Zoom out" @click=${() => this.graph?.zoom(0.8)}><pc-glyph name="minus"></pc-glyph></button>
        <button type="button" aria-label="Show all" title="Show all" @click=${() => this.graph?.fit()}><pc-glyph name="fit"></pc-glyph></button>
      </div>
    </section>`;
  }

  /** What is left out of a picture that could not show it all. */
  private crowd() {
    const left = this.lines.size - this.drawn.size;
    if (!this.cards.collapsed && left === 0) {
      return nothing;
    }
    const number = (n: number) => n.toLocaleString('en');
    return html`<div class="crowd card wide">
      ${this.cards.collapsed ? html`<span>More workloads than can be read: <b>one card a namespace</b>. Click one to open it.</span>` : nothing}
      ${left > 0 ? html`<span><b>${number(this.drawn.size)} of ${number(this.lines.size)}</b> lines are drawn, the busiest; the table has them all.</span>` : nothing}
      ${this.opened.size > 0 ? html`<button class="button quiet" type="button" @click=${this.closeAll}>Close all</button>` : nothing}
    </div>`;
  }

  private readonly closeAll = () => {
    this.opened.clear();
    this.unfolding = true;
    this.refresh(true);
  };

  private tableView() {
    return html`<pc-flow-table .edges=${this.shownEdges()} .nodes=${this.shown.nodes} @pc-edge-select=${(event: CustomEvent<MapEdge>) => this.chooseEdge(event.detail)}></pc-flow-table>`;
  }

  private detail() {
    const line = this.selection?.type === 'line' ? this.lineOf(this.selection.id) : undefined;
    const node = this.selection?.type === 'node' ? this.shown.nodes.get(this.selection.id) : undefined;
    if (!line && !node) {
      return nothing;
    }
    return html`<pc-flow-detail
      .line=${line ?? null}
      .node=${node ?? null}
      .nodes=${this.shown.nodes}
      .edges=${[...this.shown.edges.values()]}
      .still=${this.still ? { ...this.time } : null}
      @pc-detail-close=${() => (this.selection = null)}
      @pc-edge-select=${(event: CustomEvent<MapEdge>) => this.chooseEdge(event.detail)}
    ></pc-flow-detail>`;
  }

  // The kind in an address may have changed since: then another line of the same two is meant.
  private lineOf(id: string): Line | undefined {
    const pair = id.slice(0, id.lastIndexOf('\n') + 1);
    return this.lines.get(id) ?? [...this.lines.values()].find((line) => line.id.startsWith(pair));
  }

  private banner() {
    if (this.still || this.stillFailure) {
      return stillBanner(this.still, this.stillFailure, this.time, () => this.backToLive());
    }
    return streamBanner(this.feed, this.now) ?? (this.cards.nodes.size === 0 ? emptyBanner(this.filters) : nothing);
  }

  private rearrange() {
    this.keeper?.forget();
    this.places = {};
    this.arranged = '';
    this.graph?.fit();
    this.refresh(true);
  }

  private key(event: KeyboardEvent) {
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown': {
        const id = this.graph?.walk(event.key) ?? '';
        const node = this.cards.nodes.get(id);
        this.spoken = node ? fullName(node, id) + (node.guarded ? ', guarded' : '') : '';
        this.focusedNode = id;
        break;
      }
      case 'Enter':
        if (this.focusedNode) {
          this.choose({ type: 'node', id: this.focusedNode });
        }
        break;
      case 'Escape':
        this.selection = null;
        break;
      case '+':
      case '=':
        this.graph?.zoom(1.25);
        break;
      case '-':
        this.graph?.zoom(0.8);
        break;
      case '0':
        this.graph?.fit();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private focusedNode = '';
}

function addressOf(selection: Selection): string {
  return selection.type === 'node' ? selection.id : selection.id.split('\n').join('~');
}

function selectionOf(chosen: string): Selection | null {
  if (!chosen) {
    return null;
  }
  const parts = chosen.split('~');
  return parts.length === 3 ? { type: 'line', id: parts.join('\n') } : { type: 'node', id: chosen };
}
