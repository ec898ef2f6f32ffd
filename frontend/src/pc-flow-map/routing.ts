import type { Point } from './layout.js';

/** Where a line leaves one card and enters the other, and the two points that bend it. */
export interface Route {
  from: Point;
  to: Point;
  bends: [Point, Point] | null;
}

export interface Card {
  place: Point;
  width: number;
  height: number;
  guarded: boolean;
}

export interface Wish {
  id: string;
  source: string;
  destination: string;
  denied: boolean;
}

type Side = 'left' | 'right' | 'top' | 'bottom';

interface End {
  wish: Wish;
  card: string;
  side: Side;
  /** Where the other end is, along the side. */
  order: number;
  at: Point;
}

const STEP = 22;
const ARROW_GAP = 2;
const DENIED_GAP = 14;
const RING = 6;

/** Routes all lines: sides by how the cards lie, and on each side the lines in the order of where they go. */
export function routes(wishes: Wish[], cards: Map<string, Card>): Map<string, Route> {
  const ends: End[] = [];
  const pairs: { wish: Wish; from: End; to: End }[] = [];
  for (const wish of wishes) {
    const a = cards.get(wish.source);
    const b = cards.get(wish.destination);
    if (!a || !b) {
      continue;
    }
    const [leaving, entering] = sides(a, b);
    const horizontal = leaving === 'left' || leaving === 'right';
    const from: End = { wish, card: wish.source, side: leaving, order: horizontal ? b.place.y : b.place.x, at: { x: 0, y: 0 } };
    const horizontalIn = entering === 'left' || entering === 'right';
    const to: End = { wish, card: wish.destination, side: entering, order: horizontalIn ? a.place.y : a.place.x, at: { x: 0, y: 0 } };
    ends.push(from, to);
    pairs.push({ wish, from, to });
  }
  const bySide = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.card}\n${end.side}`;
    bySide.set(key, [...(bySide.get(key) ?? []), end]);
  }
  for (const together of bySide.values()) {
    together.sort((a, b) => a.order - b.order || a.wish.id.localeCompare(b.wish.id));
    const card = cards.get(together[0].card)!;
    const horizontal = together[0].side === 'left' || together[0].side === 'right';
    const room = (horizontal ? card.height : card.width) - 24;
    const step = together.length > 1 ? Math.min(STEP, room / (together.length - 1)) : 0;
    together.forEach((end, i) => (end.at = onSide(card, end.side, (i - (together.length - 1) / 2) * step)));
  }
  const result = new Map<string, Route>();
  for (const { wish, from, to } of pairs) {
    result.set(wish.id, route(from, to, wish.denied, cards.get(wish.destination)!));
  }
  return result;
}

function sides(a: Card, b: Card): [Side, Side] {
  const dx = b.place.x - a.place.x;
  const dy = b.place.y - a.place.y;
  const clearX = Math.abs(dx) - (a.width + b.width) / 2;
  const clearY = Math.abs(dy) - (a.height + b.height) / 2;
  if (clearX >= 24 && (clearX >= clearY * 0.6 || clearY < 24)) {
    return dx > 0 ? ['right', 'left'] : ['left', 'right'];
  }
  if (clearX >= 24 && clearY >= 24) {
    return dy > 0 ? ['bottom', dx > 0 ? 'left' : 'right'] : ['top', dx > 0 ? 'left' : 'right'];
  }
  return dy > 0 ? ['bottom', 'top'] : ['top', 'bottom'];
}

function onSide(card: Card, side: Side, offset: number): Point {
  switch (side) {
    case 'left':
      return { x: card.place.x - card.width / 2, y: card.place.y + offset };
    case 'right':
      return { x: card.place.x + card.width / 2, y: card.place.y + offset };
    case 'top':
      return { x: card.place.x + offset, y: card.place.y - card.height / 2 };
    case 'bottom':
      return { x: card.place.x + offset, y: card.place.y + card.height / 2 };
  }
}

const OUT: Record<Side, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, top: { x: 0, y: -1 }, bottom: { x: 0, y: 1 } };

function route(from: End, to: End, denied: boolean, target: Card): Route {
  const gap = (denied ? DENIED_GAP : ARROW_GAP) + (target.guarded ? RING : 0);
  const out = OUT[from.side];
  const into = OUT[to.side];
  // A line between facing sides that is almost straight is drawn straight.
  const start = { ...from.at };
  const end = { x: to.at.x + into.x * gap, y: to.at.y + into.y * gap };
  const vertical = from.side === 'top' || from.side === 'bottom';
  const facing = out.x === -into.x && out.y === -into.y;
  const shift = vertical ? end.x - start.x : end.y - start.y;
  if (facing && Math.abs(shift) <= 28) {
    if (vertical) {
      start.x += shift / 2;
      end.x -= shift / 2;
    } else {
      start.y += shift / 2;
      end.y -= shift / 2;
    }
    return { from: start, to: end, bends: null };
  }
  const reach = Math.max(36, 0.42 * (vertical === (to.side === 'top' || to.side === 'bottom') ? (vertical ? Math.abs(end.y - start.y) : Math.abs(end.x - start.x)) : Math.hypot(end.x - start.x, end.y - start.y)));
  return {
    from: start,
    to: end,
    bends: [
      { x: start.x + out.x * reach, y: start.y + out.y * reach },
      { x: end.x + into.x * reach, y: end.y + into.y * reach }
    ]
  };
}

/** Cytoscape wants bends as fractions along, and distances from, the straight line. */
export function asWeights(route: Route): { weights: number[]; distances: number[] } {
  const vx = route.to.x - route.from.x;
  const vy = route.to.y - route.from.y;
  const length = Math.hypot(vx, vy) || 1;
  const weights: number[] = [];
  const distances: number[] = [];
  for (const bend of route.bends ?? []) {
    const bx = bend.x - route.from.x;
    const by = bend.y - route.from.y;
    weights.push((bx * vx + by * vy) / (length * length));
    distances.push((vx * by - vy * bx) / length);
  }
  return { weights, distances };
}

/** A point on the line, `t` from 0 to 1, as Cytoscape draws it: two quadratic curves that meet in the middle. */
export function pointOn(route: Route, t: number): Point {
  if (!route.bends) {
    return mix(route.from, route.to, t);
  }
  const [b1, b2] = route.bends;
  const middle = mix(b1, b2, 0.5);
  return t < 0.5 ? quadratic(route.from, b1, middle, t * 2) : quadratic(middle, b2, route.to, t * 2 - 1);
}

function quadratic(a: Point, b: Point, c: Point, t: number): Point {
  return mix(mix(a, b, t), mix(b, c, t), t);
}

function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
