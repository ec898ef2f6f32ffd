import cytoscape, { type Core } from 'cytoscape';
import { around, type Places, type Point, type Rect } from './layout.js';
import { fullName, groupKey, groupOf, type Line, type MapNode } from './model.js';
import { lineStyle } from './line-style.js';
import { Painter, sizeOf } from './paint.js';
import { readPalette, type Palette } from './palette.js';
import { asWeights, pointOn, routes, type Route } from './routing.js';

const MAX_DOTS = 200;
const PULSE_MILLIS = 600;
const SMALL_ZOOM = 0.6;
/** With more lines than this, labels of a small picture would cover each other. */
const MAX_LABELLED = 60;

export interface Selection {
  type: 'node' | 'line';
  id: string;
}

/** What the graph is to show. */
export interface Scene {
  nodes: Map<string, MapNode>;
  lines: Map<string, Line>;
  selection: Selection | null;
  frozen: boolean;
  motion: boolean;
  collapsed: boolean;
  /** Whether labels stand however small the picture is. */
  allLabels?: boolean;
}

/**
 * The picture: Cytoscape draws the lines and knows what is under the pointer; boxes below it and cards, labels and
 * dots above it are drawn on canvases of our own that follow each of its frames. Every word is drawn, never parsed.
 */
export class Graph {
  readonly cy: Core;
  private scene: Scene = { nodes: new Map(), lines: new Map(), selection: null, frozen: false, motion: true, collapsed: false };
  private places: Places = {};
  private routes = new Map<string, Route>();
  private colours: Palette;
  private readonly below: CanvasRenderingContext2D;
  private readonly dots: CanvasRenderingContext2D;
  private readonly above: CanvasRenderingContext2D;
  private readonly pulses = new Map<string, number>();
  private focused = '';
  private frame = 0;
  private moved = false;
  private drawn = false;
  private readonly resizing: ResizeObserver;
  private readonly stillPlease = window.matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly host: HTMLElement,
    private readonly events: {
      select(selection: Selection | null): void;
      moved(places: Places): void;
      hover(words: string): void;
    }
  ) {
    this.colours = readPalette(host);
    const layer = (name: string) => host.querySelector<HTMLCanvasElement>(`canvas.${name}`)!.getContext('2d')!;
    this.below = layer('below');
    this.dots = layer('dots');
    this.above = layer('above');
    this.cy = cytoscape({
      container: host.querySelector<HTMLElement>('.cy')!,
      style: lineStyle(this.colours),
      minZoom: 0.08,
      maxZoom: 2.5,
      boxSelectionEnabled: false,
      autounselectify: true,
      layout: { name: 'preset' }
    });
    this.listen();
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(host);
    this.resize();
    this.animate();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.resizing.disconnect();
    this.cy.destroy();
  }

  /** Shows a scene at these places; `refit` brings all of it into view. */
  show(scene: Scene, places: Places, refit: boolean): void {
    const before = this.scene;
    this.scene = scene;
    this.places = places;
    for (const line of scene.lines.values()) {
      const old = before.lines.get(line.id);
      if (line.kind === 'denied' && before.lines.size > 0 && line.count > (old?.count ?? 0) && (!old || old.idle)) {
        this.pulses.set(line.id, performance.now());
      }
    }
    this.route();
    this.sync();
    if (refit && !this.moved) {
      this.fit();
    }
    this.draw();
  }

  theme(): void {
    this.colours = readPalette(this.host);
    this.cy.style(lineStyle(this.colours));
    this.draw();
  }

  fit(): void {
    this.moved = false;
    const all = this.everything();
    if (!all || this.cy.width() === 0) {
      return;
    }
    const width = this.cy.width();
    const height = this.cy.height();
    const margin = { x: 24, top: this.scene.collapsed ? 72 : 24, bottom: width > 560 ? 76 : 24 };
    const zoom = Math.max(0.15, Math.min(1, (width - 2 * margin.x) / all.width, (height - margin.top - margin.bottom) / all.height));
    this.cy.viewport({
      zoom,
      pan: {
        x: margin.x + (width - 2 * margin.x - all.width * zoom) / 2 - all.x * zoom,
        y: margin.top + (height - margin.top - margin.bottom - all.height * zoom) / 2 - all.y * zoom
      }
    });
  }

  zoom(factor: number): void {
    this.moved = true;
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** The next card in a direction from the one that has the focus; answers its id. */
  walk(direction: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): string {
    const ids = [...this.scene.nodes.keys()].filter((id) => this.places[id]);
    const from = this.places[this.focused];
    if (!from) {
      this.focused = ids.sort((a, b) => this.places[a].x - this.places[b].x || this.places[a].y - this.places[b].y)[0] ?? '';
    } else {
      const ahead = (id: string) => {
        const dx = this.places[id].x - from.x;
        const dy = this.places[id].y - from.y;
        const [along, across] = { ArrowLeft: [-dx, dy], ArrowRight: [dx, dy], ArrowUp: [-dy, dx], ArrowDown: [dy, dx] }[direction];
        return along > 4 ? along + 2.5 * Math.abs(across) : Infinity;
      };
      const next = ids.reduce((best, id) => (ahead(id) < ahead(best) ? id : best), this.focused);
      this.focused = next;
    }
    this.reveal(this.focused);
    this.draw();
    return this.focused;
  }

  blur(): void {
    this.focused = '';
    this.draw();
  }

  private reveal(id: string): void {
    const at = this.places[id];
    if (!at) {
      return;
    }
    const zoom = this.cy.zoom();
    const pan = this.cy.pan();
    const x = at.x * zoom + pan.x;
    const y = at.y * zoom + pan.y;
    if (x < 100 || y < 60 || x > this.cy.width() - 100 || y > this.cy.height() - 60) {
      this.moved = true;
      this.cy.pan({ x: pan.x + this.cy.width() / 2 - x, y: pan.y + this.cy.height() / 2 - y });
    }
  }

  private listen(): void {
    this.cy.on('tap', (event) => {
      const target = event.target;
      if (target === this.cy) {
        this.events.select(this.pillAt(event.position));
      } else {
        this.events.select({ type: target.isNode() ? 'node' : 'line', id: target.id() });
      }
    });
    this.cy.on('mouseover', 'node, edge', (event) => {
      const target = event.target;
      this.host.style.cursor = 'pointer';
      this.events.hover(target.isNode() ? fullName(this.scene.nodes.get(target.id()), target.id()) : this.words(target.id()));
    });
    this.cy.on('mouseout', 'node, edge', () => {
      this.host.style.cursor = '';
      this.events.hover('');
    });
    this.cy.on('drag', 'node', (event) => {
      this.places = { ...this.places, [event.target.id()]: { ...event.target.position() } };
      this.route();
      this.sync();
    });
    this.cy.on('dragfree', 'node', () => this.events.moved(this.places));
    this.cy.on('scrollzoom dragpan pinchzoom', () => (this.moved = true));
    this.cy.on('render', () => this.draw());
  }

  private words(lineId: string): string {
    const line = this.scene.lines.get(lineId);
    return line ? `${fullName(this.scene.nodes.get(line.source), line.source)} → ${fullName(this.scene.nodes.get(line.destination), line.destination)}: ${line.label}` : '';
  }

  private pillAt(at: Point): Selection | null {
    for (const line of this.scene.lines.values()) {
      const route = this.routes.get(line.id);
      const middle = route && this.pillPlace(line, route);
      if (middle && Math.abs(middle.x - at.x) < line.label.length * 3.6 + 9 && Math.abs(middle.y - at.y) < 13) {
        return { type: 'line', id: line.id };
      }
    }
    return null;
  }

  private route(): void {
    const cards = new Map(
      [...this.scene.nodes.values()]
        .filter((node) => this.places[node.id])
        .map((node) => [node.id, { place: this.places[node.id], ...sizeOf(node), guarded: node.guarded }])
    );
    this.routes = routes(
      [...this.scene.lines.values()].map((line) => ({ id: line.id, source: line.source, destination: line.destination, denied: line.kind === 'denied' })),
      cards
    );
  }

  /** Makes Cytoscape's elements those of the scene, touching only what differs. */
  private sync(): void {
    const { nodes, lines, selection } = this.scene;
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        const id = element.id();
        if (element.group() === 'nodes' ? !nodes.has(id) || !this.places[id] : !this.routes.has(id)) {
          element.remove();
        }
      });
      for (const node of nodes.values()) {
        const place = this.places[node.id];
        if (!place) {
          continue;
        }
        const known = this.cy.getElementById(node.id);
        const size = sizeOf(node);
        if (known.empty()) {
          this.cy.add({ group: 'nodes', data: { id: node.id, ...size }, position: { ...place } });
        } else {
          if (known.data('height') !== size.height) {
            known.data(size);
          }
          const at = known.position();
          if (!known.grabbed() && (at.x !== place.x || at.y !== place.y)) {
            known.position({ ...place });
          }
        }
      }
      for (const line of lines.values()) {
        const route = this.routes.get(line.id);
        const from = this.places[line.source];
        const to = this.places[line.destination];
        if (!route || !from || !to) {
          continue;
        }
        const { weights, distances } = asWeights(route);
        const dimmed = this.dims(line);
        const data = {
          id: line.id,
          source: line.source,
          target: line.destination,
          kind: line.kind,
          width: widthOf(line.rate),
          opacity: dimmed ? 0.25 : line.idle && line.kind !== 'denied' ? 0.5 : 1,
          selected: selection?.type === 'line' && selection.id === line.id ? 1 : 0,
          curve: route.bends ? 'unbundled-bezier' : 'straight',
          weights: weights.length ? weights : [0.5],
          distances: distances.length ? distances : [0],
          from: `${route.from.x - from.x}px ${route.from.y - from.y}px`,
          to: `${route.to.x - to.x}px ${route.to.y - to.y}px`
        };
        // Most lines are as they were, and Cytoscape styles anew whatever is touched.
        const state = JSON.stringify(data);
        const known = this.cy.getElementById(line.id);
        if (known.empty()) {
          this.cy.add({ group: 'edges', data, scratch: { state } });
        } else if (known.scratch('state') !== state) {
          known.data(data);
          known.scratch('state', state);
        }
      }
    });
  }

  private dims(line: Line): boolean {
    const { selection } = this.scene;
    return selection?.type === 'node' && line.source !== selection.id && line.destination !== selection.id;
  }

  private resize(): void {
    const scale = window.devicePixelRatio || 1;
    for (const context of [this.below, this.dots, this.above]) {
      context.canvas.width = Math.round(this.host.clientWidth * scale);
      context.canvas.height = Math.round(this.host.clientHeight * scale);
    }
    this.cy.resize();
    if (!this.moved) {
      this.fit();
    }
    this.draw();
  }

  private enter(context: CanvasRenderingContext2D): void {
    const scale = window.devicePixelRatio || 1;
    const zoom = this.cy.zoom();
    const pan = this.cy.pan();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(scale * zoom, 0, 0, scale * zoom, scale * pan.x, scale * pan.y);
  }

  private draw(): void {
    if (this.drawn) {
      return; // once per frame is enough
    }
    this.drawn = true;
    queueMicrotask(() => {
      this.drawn = false;
      if (!this.cy.destroyed()) {
        this.drawNow();
      }
    });
  }

  private drawNow(): void {
    const view = this.cy.extent();
    this.enter(this.below);
    const boxes = new Painter(this.below, this.colours);
    for (const group of this.groups().values()) {
      if (touches(group.rect, view)) {
        boxes.box(group.rect, group.label);
      }
    }
    this.enter(this.above);
    const painter = new Painter(this.above, this.colours);
    const { selection, frozen } = this.scene;
    const now = performance.now();
    for (const node of this.scene.nodes.values()) {
      const place = this.places[node.id];
      const { width, height } = sizeOf(node);
      if (place && touches({ x: place.x - width / 2, y: place.y - height / 2, width, height }, view)) {
        painter.card(node, place, { selected: selection?.type === 'node' && selection.id === node.id, focused: this.focused === node.id, dimmed: false, frozen });
      }
    }
    const zoom = this.cy.zoom();
    const crowded = this.scene.lines.size > MAX_LABELLED;
    for (const line of this.scene.lines.values()) {
      const route = this.routes.get(line.id);
      if (!route) {
        continue;
      }
      const dimmed = this.dims(line);
      if (line.kind === 'denied') {
        this.above.globalAlpha = dimmed ? 0.35 : 1;
        painter.bar(route.to, pointOn(route, 0.9), this.pulse(line.id, now));
        this.above.globalAlpha = 1;
      }
    }
    for (const line of this.scene.lines.values()) {
      const route = this.routes.get(line.id);
      const chosen = selection?.type === 'line' && selection.id === line.id;
      if (route && line.label && (zoom >= SMALL_ZOOM || this.scene.allLabels || (line.kind === 'denied' && !crowded) || chosen)) {
        painter.pill(line.label, line.kind, this.pillPlace(line, route), { selected: chosen, idle: line.idle, dimmed: this.dims(line) });
      }
    }
  }

  // Lines between the same two cards run close together: their labels stand one after the other.
  private pillPlace(line: Line, route: Route): Point {
    const pair = `${line.source}\n${line.destination}\n`;
    const back = `${line.destination}\n${line.source}\n`;
    const has = (kind: string) => this.scene.lines.has(pair + kind);
    const twoWay = ['allowed', 'l7', 'denied'].some((kind) => this.scene.lines.has(back + kind));
    if (line.kind === 'denied' && (has('allowed') || has('l7'))) {
      return pointOn(route, 0.68);
    }
    if ((line.kind === 'allowed' || line.kind === 'l7') && has('denied')) {
      return pointOn(route, 0.3);
    }
    return pointOn(route, twoWay ? 0.36 : 0.5);
  }

  private pulse(id: string, now: number): number {
    const begun = this.pulses.get(id);
    if (begun === undefined || this.stillPlease.matches) {
      return 0;
    }
    const t = (now - begun) / PULSE_MILLIS;
    if (t >= 1) {
      this.pulses.delete(id);
      return 0;
    }
    return Math.sin(Math.PI * t);
  }

  private groups(): Map<string, { label: string; rect: Rect }> {
    const members = new Map<string, { label: string; of: { place: Point; width: number; height: number }[] }>();
    for (const node of this.scene.nodes.values()) {
      const place = this.places[node.id];
      if (place && node.kind !== 'Namespace') {
        const key = groupKey(node);
        const group = members.get(key) ?? { label: groupOf(node), of: [] };
        group.of.push({ place, ...sizeOf(node) });
        members.set(key, group);
      }
    }
    return new Map([...members].map(([key, group]) => [key, { label: group.label, rect: around(group.of) }]));
  }

  private everything(): Rect | null {
    const rects = [...this.groups().values()].map((group) => group.rect);
    for (const node of this.scene.nodes.values()) {
      const place = this.places[node.id];
      if (place) {
        const { width, height } = sizeOf(node);
        rects.push({ x: place.x - width / 2, y: place.y - height / 2, width, height });
      }
    }
    if (rects.length === 0) {
      return null;
    }
    const x = Math.min(...rects.map((rect) => rect.x));
    const y = Math.min(...rects.map((rect) => rect.y));
    return { x, y, width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x, height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y };
  }

  private animate(): void {
    this.frame = requestAnimationFrame((now) => {
      if (document.visibilityState === 'visible') {
        this.drawDots(now);
        if (this.pulses.size > 0) {
          this.draw();
        }
      }
      this.animate();
    });
  }

  private dotsShown = false;

  private drawDots(now: number): void {
    const moving = this.scene.motion && !this.scene.frozen && !this.stillPlease.matches;
    if (!moving && !this.dotsShown) {
      return;
    }
    this.enter(this.dots);
    this.dotsShown = moving;
    if (!moving) {
      return;
    }
    const busiest = [...this.scene.lines.values()]
      .filter((line) => line.rate > 0 && line.kind !== 'denied' && line.kind !== 'undecided')
      .sort((a, b) => b.rate - a.rate)
      .slice(0, MAX_DOTS);
    for (const line of busiest) {
      const route = this.routes.get(line.id);
      if (route) {
        const lasts = 2600 - Math.min(1400, 350 * Math.log10(1 + line.rate));
        const at = pointOn(route, (now % lasts) / lasts);
        this.dots.fillStyle = this.colours.verdict[line.kind];
        this.dots.beginPath();
        this.dots.arc(at.x, at.y, 3.6, 0, 2 * Math.PI);
        this.dots.fill();
        this.dots.lineWidth = 1.2;
        this.dots.strokeStyle = this.colours.canvas;
        this.dots.stroke();
      }
    }
  }
}

function widthOf(rate: number): number {
  return Math.min(3, Math.round(15 + 5.5 * Math.log10(1 + rate)) / 10);
}

function touches(rect: Rect, view: { x1: number; y1: number; x2: number; y2: number }): boolean {
  return rect.x < view.x2 && rect.x + rect.width > view.x1 && rect.y < view.y2 && rect.y + rect.height > view.y1;
}
