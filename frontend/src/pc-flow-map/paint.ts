import { nameOf, type Kind, type MapNode } from './model.js';
import type { Palette } from './palette.js';
import type { Point, Rect } from './layout.js';

export const CARD = { width: 176, height: 72 };
export const GUARDED = { width: 184, height: 104 };

export function sizeOf(node: MapNode): { width: number; height: number } {
  return node.guarded ? GUARDED : CARD;
}

const GATE_CLOSED = [
  new Path2D('M3.5 22V7A3.5 3.5 0 0 1 7 3.5h10A3.5 3.5 0 0 1 20.5 7v15M8 3.5V17.4M12 3.5V17.4M16 3.5V17.4M3.5 11H20.5'),
  new Path2D('M6.5 17.1h3L8 21.8zM10.5 17.1h3L12 21.8zM14.5 17.1h3L16 21.8z')
];
const GATE_OPEN = [
  new Path2D('M3.5 22V7A3.5 3.5 0 0 1 7 3.5h10A3.5 3.5 0 0 1 20.5 7v15M8 3.5V7M12 3.5V7M16 3.5V7'),
  new Path2D('M6.5 6.7h3L8 10.6zM10.5 6.7h3L12 10.6zM14.5 6.7h3L16 10.6z')
];
const ICONS = {
  workload: new Path2D('M5 3h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM16.5 7v7.5a2 2 0 0 1-2 2H7'),
  job: new Path2D('M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0zM8 6.8l5 3.2-5 3.2z'),
  globe: new Path2D('M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0zM3 10h14M10 3c2.3 2 3.2 4.5 3.2 7S12.3 15 10 17c-2.3-2-3.2-4.5-3.2-7S7.7 5 10 3z'),
  host: new Path2D('M4.5 4h11a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 7.5v-2A1.5 1.5 0 0 1 4.5 4zM4.5 11h11a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-2A1.5 1.5 0 0 1 4.5 11zM6 6.5h.1M6 13.5h.1'),
  database: new Path2D('M4 5a6 2.4 0 0 1 12 0a6 2.4 0 0 1-12 0zM4 5v10c0 1.3 2.7 2.4 6 2.4s6-1.1 6-2.4V5M4 10c0 1.3 2.7 2.4 6 2.4s6-1.1 6-2.4'),
  many: new Path2D('M10 2.5l6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2zM3.5 6.2L10 10l6.5-3.8M10 10v7.5')
};

export function iconOf(node: MapNode): keyof typeof ICONS {
  if (node.reserved) {
    return node.reserved === 'world' || node.reserved === 'others' || node.reserved === 'unknown' ? 'globe' : 'host';
  }
  return node.kind === 'Namespace' ? 'many' : node.kind === 'Job' || node.kind === 'CronJob' ? 'job' : node.kind === 'StatefulSet' ? 'database' : 'workload';
}

export interface CardState {
  selected: boolean;
  focused: boolean;
  dimmed: boolean;
  frozen: boolean;
}

/** Draws with a context whose units are the map's own. */
export class Painter {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly colours: Palette
  ) {}

  box(rect: Rect, label: string): void {
    const c = this.context;
    c.lineWidth = 1;
    c.fillStyle = this.colours.ns;
    c.strokeStyle = this.colours.nsBorder;
    this.round(rect.x, rect.y, rect.width, rect.height, 10);
    c.fill();
    c.stroke();
    c.font = `500 12px ${this.colours.mono}`;
    const text = this.fit(label, rect.width - 24);
    const width = c.measureText(text).width + 20;
    c.beginPath();
    c.roundRect(rect.x, rect.y, width, 26, [10, 0, 6, 0]);
    c.fillStyle = this.colours.surface;
    c.fill();
    c.stroke();
    c.fillStyle = this.colours.text2;
    c.textBaseline = 'middle';
    c.textAlign = 'left';
    c.fillText(text, rect.x + 10, rect.y + 13.5);
  }

  card(node: MapNode, at: Point, state: CardState): void {
    const c = this.context;
    const { width, height } = sizeOf(node);
    const x = at.x - width / 2;
    const y = at.y - height / 2;
    c.save();
    const empty = node.pods === 0 && !node.reserved;
    c.globalAlpha = state.dimmed ? 0.35 : 1;
    c.fillStyle = this.colours.surface;
    this.round(x, y, width, height, 6);
    c.fill();
    c.globalAlpha *= empty ? 0.6 : 1;
    if (state.selected || state.focused) {
      c.strokeStyle = this.colours.accent;
      c.lineWidth = 2;
    } else {
      c.strokeStyle = node.guarded ? this.colours.ink : this.colours.borderStrong;
      c.lineWidth = node.guarded ? 2 : 1;
    }
    c.setLineDash(empty || state.frozen ? [4, 3] : []);
    c.stroke();
    if (node.guarded) {
      c.lineWidth = 1.5;
      c.strokeStyle = state.selected ? this.colours.accent : this.colours.ink;
      this.round(x - 4.75, y - 4.75, width + 9.5, height + 9.5, 9);
      c.stroke();
    }
    c.setLineDash([]);
    if (node.guarded) {
      this.guardedInside(node, x, y, width, state);
    } else {
      this.inside(node, x, y, width, state);
    }
    c.restore();
  }

  private inside(node: MapNode, x: number, y: number, width: number, state: CardState): void {
    this.icon(iconOf(node), x + 13, y + 16, this.colours.text3);
    this.text(nameOf(node), x + 37, y + 24.5, width - 50, `600 13px ${this.colours.mono}`, this.colours.text);
    this.facts(node, x + 13, y + 48, width - 25, state);
  }

  private guardedInside(node: MapNode, x: number, y: number, width: number, state: CardState): void {
    const c = this.context;
    c.fillStyle = this.colours.ink;
    this.round(x + 14, y + 20, 36, 36, 6);
    c.fill();
    this.gate(node.isolatedIngress !== false, x + 20, y + 26, 24, this.colours.surface, 1.9);
    const room = width - 66;
    this.text(node.workload, x + 58, y + 30, room, `600 15px ${this.colours.mono}`, this.colours.text);
    const what = node.kind === 'StatefulSet' ? 'Guarded database' : 'Guarded workload';
    c.font = `400 12px ${this.colours.font}`;
    // A wide font leaves no room for both words, and half of the second says less than none of it
    this.text(c.measureText(what).width > room ? 'Guarded' : what, x + 58, y + 48, room, c.font, this.colours.text2);
    this.facts(node, x + 14, y + 78, width - 28, state, true);
  }

  private facts(node: MapNode, x: number, y: number, width: number, state: CardState, withIcon = false): void {
    const c = this.context;
    let left = x;
    if (withIcon) {
      this.icon(iconOf(node), x, y - 8, this.colours.text2);
      left += 22;
    }
    const words = node.kind === 'Namespace' ? `${node.pods} workloads` : node.reserved ? entityWords(node) : node.pods < 0 ? 'pods unknown' : `${node.pods} pod${node.pods === 1 ? '' : 's'}`;
    c.font = `400 12px ${this.colours.font}`;
    c.fillStyle = this.colours.text2;
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.fillText(words, left, y + 0.5);
    left += c.measureText(words).width + 8;
    const gates = !node.reserved && node.kind !== 'Namespace';
    const right = x + width - (gates ? 50 : 0);
    if (state.frozen) {
      this.hatch(left, y - 5, Math.min(44, right - left - 4), 10);
    } else if (right - left > 20) {
      this.sparkline(node.spark, left, y - 7, Math.min(44, right - left - 4), 14);
    }
    if (gates) {
      this.isolation(node.isolatedIngress, x + width - 46, y - 8, true);
      this.isolation(node.isolatedEgress, x + width - 22, y - 8, false);
    }
  }

  // An arrow before the gate for what comes in, behind it for what goes out.
  private isolation(isolated: boolean | null, x: number, y: number, ingress: boolean): void {
    const c = this.context;
    const colour = isolated ? this.colours.ink : this.colours.control;
    c.save();
    c.translate(x, y);
    c.scale(16 / 24, 16 / 24);
    c.strokeStyle = colour;
    c.lineWidth = 2.1;
    c.lineCap = c.lineJoin = 'round';
    const arrow = new Path2D(ingress ? 'M1 9l3.5 3L1 15' : 'M27 9l3.5 3L27 15');
    c.stroke(arrow);
    c.restore();
    if (isolated === null) {
      this.text('?', x + (ingress ? 9 : 4), y + 8.5, 12, `600 12px ${this.colours.font}`, colour);
    } else {
      this.gate(isolated, x + (ingress ? 5 : 0), y, 16, colour, 2.1);
    }
  }

  gate(closed: boolean, x: number, y: number, size: number, colour: string, width: number): void {
    const c = this.context;
    const [strokes, fills] = closed ? GATE_CLOSED : GATE_OPEN;
    c.save();
    c.translate(x, y);
    c.scale(size / 24, size / 24);
    c.strokeStyle = c.fillStyle = colour;
    c.lineWidth = width;
    c.lineCap = c.lineJoin = 'round';
    c.stroke(strokes);
    c.fill(fills);
    c.restore();
  }

  private icon(name: keyof typeof ICONS, x: number, y: number, colour: string): void {
    const c = this.context;
    c.save();
    c.translate(x, y);
    c.scale(0.8, 0.8);
    c.strokeStyle = colour;
    c.lineWidth = 1.5;
    c.lineCap = c.lineJoin = 'round';
    c.stroke(ICONS[name]);
    c.restore();
  }

  private sparkline(values: number[], x: number, y: number, width: number, height: number): void {
    const c = this.context;
    const recent = values.slice(-16);
    const most = Math.max(...recent, 1);
    c.strokeStyle = this.colours.text3;
    c.lineWidth = 1.4;
    c.lineJoin = 'round';
    c.beginPath();
    recent.forEach((value, i) => {
      const px = x + (i * width) / (recent.length - 1);
      const py = y + height - 1.5 - (value / most) * (height - 3);
      i === 0 ? c.moveTo(px, py) : c.lineTo(px, py);
    });
    c.stroke();
  }

  private hatch(x: number, y: number, width: number, height: number): void {
    const c = this.context;
    c.save();
    c.beginPath();
    c.rect(x, y, width, height);
    c.clip();
    c.strokeStyle = this.colours.lost;
    c.lineWidth = 1.2;
    c.beginPath();
    for (let i = -height; i < width; i += 5) {
      c.moveTo(x + i, y + height);
      c.lineTo(x + i + height, y);
    }
    c.stroke();
    c.restore();
  }

  /** The label of a line, in the middle of it. Returns what it covers. */
  pill(label: string, kind: Kind, at: Point, state: { selected: boolean; idle: boolean; dimmed: boolean }): Rect {
    const c = this.context;
    c.save();
    c.font = `600 12px ${this.colours.font}`;
    const width = c.measureText(label).width + 18;
    const rect = { x: at.x - width / 2, y: at.y - 12, width, height: 24 };
    c.globalAlpha = state.dimmed ? 0.35 : 1;
    if (state.selected) {
      c.strokeStyle = this.colours.accent;
      c.lineWidth = 2;
      this.round(rect.x - 2.5, rect.y - 2.5, width + 5, 29, 14.5);
      c.fillStyle = this.colours.surface;
      c.fill();
      c.stroke();
    }
    this.round(rect.x, rect.y, width, 24, 12);
    c.fillStyle = state.selected ? this.colours.soft[kind] : this.colours.surface;
    c.fill();
    c.strokeStyle = this.colours.verdict[kind];
    c.lineWidth = 1;
    c.stroke();
    c.fillStyle = this.colours.verdict[kind];
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillText(label, at.x, at.y + 0.5);
    c.restore();
    return rect;
  }

  /** The bar a denied line ends at, across its direction. */
  bar(at: Point, towards: Point, grown: number): void {
    const c = this.context;
    const length = Math.hypot(at.x - towards.x, at.y - towards.y) || 1;
    const nx = -(at.y - towards.y) / length;
    const ny = (at.x - towards.x) / length;
    const half = 17 + 9 * grown;
    c.strokeStyle = this.colours.verdict.denied;
    c.lineWidth = 4 + 2 * grown;
    c.lineCap = 'butt';
    c.beginPath();
    c.moveTo(at.x - nx * half, at.y - ny * half);
    c.lineTo(at.x + nx * half, at.y + ny * half);
    c.stroke();
  }

  private text(words: string, x: number, y: number, width: number, font: string, colour: string): void {
    const c = this.context;
    c.font = font;
    c.fillStyle = colour;
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.fillText(this.fit(words, width), x, y);
  }

  private fit(words: string, width: number): string {
    const c = this.context;
    const clean = words.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, 300);
    if (c.measureText(clean).width <= width) {
      return clean;
    }
    let low = 0;
    let high = clean.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (c.measureText(clean.slice(0, middle) + '…').width <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return clean.slice(0, low) + '…';
  }

  private round(x: number, y: number, width: number, height: number, radius: number): void {
    this.context.beginPath();
    this.context.roundRect(x, y, width, height, radius);
  }
}

function entityWords(node: MapNode): string {
  switch (node.reserved) {
    case 'world':
      return 'any address';
    case 'host':
      return 'this node';
    case 'others':
      return 'folded';
    default:
      return 'entity';
  }
}
