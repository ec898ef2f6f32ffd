/**
 * Where the workloads stand. Left to right along the traffic, namespaces as boxes that do not overlap. What already
 * has a place keeps it; only newcomers are placed, next to those they talk to.
 */
export interface Box {
  id: string;
  group: string;
  width: number;
  height: number;
  guarded: boolean;
}

export interface Link {
  source: string;
  destination: string;
  denied: boolean;
}

export interface Point {
  x: number;
  y: number;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Places = Record<string, Point>;

export const PAD = { left: 16, top: 40, right: 16, bottom: 16 };
const COLUMN_GAP = 88;
const ROW_GAP = 56;
const GROUP_GAP_X = 72;
const GROUP_GAP_Y = 88;
const GRID = 8;

/** The box around members of a namespace, with room for its name. Centres in, corner and size out. */
export function around(members: { place: Point; width: number; height: number }[]): Rect {
  const left = Math.min(...members.map((m) => m.place.x - m.width / 2)) - PAD.left;
  const top = Math.min(...members.map((m) => m.place.y - m.height / 2)) - PAD.top;
  const right = Math.max(...members.map((m) => m.place.x + m.width / 2)) + PAD.right;
  const bottom = Math.max(...members.map((m) => m.place.y + m.height / 2)) + PAD.bottom;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function arrange(boxes: Box[], links: Link[], kept: Places): Places {
  const places: Places = {};
  for (const box of boxes) {
    if (kept[box.id]) {
      places[box.id] = kept[box.id];
    }
  }
  if (Object.keys(places).length === 0) {
    return fresh(boxes, links);
  }
  for (const newcomer of boxes.filter((box) => !places[box.id])) {
    places[newcomer.id] = join(newcomer, boxes, links, places);
  }
  return places;
}

/** Steps along the longest way from where nothing comes in; ways back are ignored. */
function ranks(ids: string[], links: Link[]): Map<string, number> {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const link of links) {
    if (link.source !== link.destination && next.has(link.source) && next.has(link.destination)) {
      next.get(link.source)!.push(link.destination);
    }
  }
  const order: string[] = [];
  const state = new Map<string, 1 | 2>();
  const back = new Set<string>();
  const visit = (id: string) => {
    state.set(id, 1);
    for (const target of next.get(id)!) {
      if (state.get(target) === 1) {
        back.add(id + '\n' + target);
      } else if (!state.has(target)) {
        visit(target);
      }
    }
    state.set(id, 2);
    order.unshift(id);
  };
  const incoming = new Set([...next.values()].flat());
  [...ids].sort((a, b) => Number(incoming.has(a)) - Number(incoming.has(b)) || a.localeCompare(b)).forEach((id) => state.has(id) || visit(id));
  const rank = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const id of order) {
    for (const target of next.get(id)!) {
      if (!back.has(id + '\n' + target)) {
        rank.set(target, Math.max(rank.get(target)!, rank.get(id)! + 1));
      }
    }
  }
  return rank;
}

function grouped<T, K>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

interface Group {
  key: string;
  members: Box[];
  inner: Places;
  width: number;
  height: number;
}

function fresh(boxes: Box[], links: Link[]): Places {
  const groupOf = new Map(boxes.map((box) => [box.id, box.group]));
  const groups = new Map<string, Group>();
  const guarded = new Set(boxes.filter((box) => box.guarded).map((box) => box.group));
  // Lines of those who go on to the guarded namespace would run behind a neighbour: they share a column.
  const goingOn = new Set(
    links
      .filter((link) => !link.denied && guarded.has(groupOf.get(link.destination) ?? '') && groupOf.get(link.source) !== groupOf.get(link.destination))
      .map((link) => link.source)
  );
  const own = grouped(
    links.filter((link) => !link.denied && !goingOn.has(link.source) && groupOf.get(link.source) === groupOf.get(link.destination)),
    (link) => groupOf.get(link.source)
  );
  for (const [key, members] of [...grouped(boxes, (box) => box.group)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    groups.set(key, { key, members, ...inside(members, own.get(key) ?? []) });
  }
  const between: Link[] = links
    .map((link) => ({ source: groupOf.get(link.source) ?? '', destination: groupOf.get(link.destination) ?? '', denied: link.denied }))
    .filter((link) => link.source !== link.destination && groups.has(link.source) && groups.has(link.destination));
  const allowed = between.filter((link) => !link.denied);
  const main = leadingTo(groups, allowed);
  const corners: Places = {};
  const height = mainRow(main, allowed, corners);
  const aside = [...groups.values()].filter((group) => !main.includes(group));
  rowsBelow(aside, between, groups, corners, height, links, boxes);
  const places: Places = {};
  for (const group of groups.values()) {
    for (const member of group.members) {
      const inner = group.inner[member.id];
      places[member.id] = { x: corners[group.key].x + inner.x, y: corners[group.key].y + inner.y };
    }
  }
  return places;
}

/** Members in columns along their own traffic; places relative to the box's corner. */
function inside(members: Box[], links: Link[]): { inner: Places; width: number; height: number } {
  const rank = ranks(
    members.map((member) => member.id),
    links
  );
  const columns: Box[][] = [];
  for (const member of [...members].sort((a, b) => a.id.localeCompare(b.id))) {
    (columns[rank.get(member.id)!] ??= []).push(member);
  }
  const filled = spread(columns.filter(Boolean));
  const heights = filled.map((column) => column.reduce((sum, box) => sum + box.height + ROW_GAP, -ROW_GAP));
  const tallest = Math.max(...heights);
  const inner: Places = {};
  let x = PAD.left;
  filled.forEach((column, i) => {
    const width = Math.max(...column.map((box) => box.width));
    let y = PAD.top + (tallest - heights[i]) / 2;
    for (const box of column) {
      inner[box.id] = { x: x + width / 2, y: y + box.height / 2 };
      y += box.height + ROW_GAP;
    }
    x += width + COLUMN_GAP;
  });
  return { inner, width: x - COLUMN_GAP + PAD.right, height: PAD.top + tallest + PAD.bottom };
}

// A namespace whose members do not talk to each other would be one tall column.
function spread(columns: Box[][]): Box[][] {
  return columns.flatMap((column) => {
    const rows = Math.max(3, Math.ceil(Math.sqrt(column.length)));
    const parts: Box[][] = [];
    for (let i = 0; i < column.length; i += rows) {
      parts.push(column.slice(i, i + rows));
    }
    return parts;
  });
}

/** The namespaces whose allowed traffic leads to a guarded workload; without one, all that talk to another. */
function leadingTo(groups: Map<string, Group>, allowed: Link[]): Group[] {
  const goal = [...groups.values()].filter((group) => group.members.some((box) => box.guarded)).map((group) => group.key);
  if (goal.length === 0) {
    return [...groups.values()].filter((group) => allowed.some((link) => link.source === group.key || link.destination === group.key));
  }
  const reached = new Set(goal);
  for (let grown = true; grown; ) {
    grown = false;
    for (const link of allowed) {
      if (reached.has(link.destination) && !reached.has(link.source)) {
        reached.add(link.source);
        grown = true;
      }
    }
  }
  return [...groups.values()].filter((group) => reached.has(group.key));
}

function mainRow(main: Group[], allowed: Link[], corners: Places): number {
  const rank = ranks(
    main.map((group) => group.key),
    allowed
  );
  const last = Math.max(0, ...rank.values());
  // Many namespaces that all talk to each other would make one endless row.
  const most = Math.max(6, Math.ceil(1.2 * Math.sqrt(main.length)));
  const squeezed = (column: number) => (last < most ? column : Math.floor((column * most) / (last + 1)));
  const columns: Group[][] = [];
  const leaving = grouped(allowed, (link) => link.source);
  for (const group of main) {
    // Sources stand as near to their goal as their traffic lets them.
    const own = (leaving.get(group.key) ?? []).filter((link) => rank.has(link.destination)).map((link) => rank.get(link.destination)! - 1);
    const column = own.length ? Math.max(rank.get(group.key)!, Math.min(...own)) : group.members.some((box) => box.guarded) ? last : rank.get(group.key)!;
    (columns[squeezed(column)] ??= []).push(group);
  }
  const filled = columns.filter(Boolean);
  const heights = filled.map((column) => column.reduce((sum, group) => sum + group.height + GROUP_GAP_Y / 2, -GROUP_GAP_Y / 2));
  const tallest = Math.max(0, ...heights);
  let x = 0;
  filled.forEach((column, i) => {
    let y = filled.length === 1 ? 0 : (tallest - heights[i]) / 2;
    for (const group of column) {
      corners[group.key] = { x, y };
      y += group.height + GROUP_GAP_Y / 2;
    }
    x += Math.max(...column.map((group) => group.width)) + GROUP_GAP_X;
  });
  return tallest;
}

function rowsBelow(aside: Group[], between: Link[], groups: Map<string, Group>, corners: Places, top: number, links: Link[], boxes: Box[]): void {
  const width = Math.max(900, ...Object.entries(corners).map(([key, corner]) => corner.x + groups.get(key)!.width));
  const groupOf = new Map(boxes.map((box) => [box.id, box.group]));
  const at = (id: string) => groups.get(groupOf.get(id) ?? '')?.inner[id].x ?? 0;
  const wishes = new Map<string, number>();
  for (const { source, destination } of links) {
    for (const [id, peer] of [
      [source, destination],
      [destination, source]
    ]) {
      const group = groupOf.get(id);
      const corner = corners[groupOf.get(peer) ?? ''];
      if (group && corner && !corners[group] && !wishes.has(group)) {
        wishes.set(group, corner.x + at(peer) - at(id));
      }
    }
  }
  const wanted = (group: Group) => wishes.get(group.key) ?? null;
  const talking = new Set(between.flatMap((link) => [link.source, link.destination]));
  const linked = (group: Group) => talking.has(group.key);
  const taken: Rect[] = [];
  const ordered = [...aside].sort((a, b) => Number(wanted(b) !== null) - Number(wanted(a) !== null) || Number(linked(b)) - Number(linked(a)) || a.key.localeCompare(b.key));
  for (const group of ordered) {
    const size = { width: group.width, height: group.height };
    const wish = Math.max(0, wanted(group) ?? 0);
    const first = top + (top > 0 ? GROUP_GAP_Y : 0);
    const place = nearest(wish, first, Math.max(width, wish + group.width), (at) => !taken.some((other) => overlaps({ ...at, ...size }, other)));
    corners[group.key] = place;
    taken.push({ ...place, ...size });
  }
}

/** The free place nearest to a wish: beside it to either side first, then a row further down. */
function nearest(x: number, y: number, width: number, free: (at: Point) => boolean): Point {
  const step = GRID * 4;
  for (let row = 0; row < 200; row++) {
    for (let away = 0; away <= width + 400; away += step) {
      for (const at of [
        { x: x + away, y: y + row * step },
        { x: x - away, y: y + row * step }
      ]) {
        if (at.x >= 0 && at.x <= width && free(at)) {
          return at;
        }
      }
    }
  }
  return { x, y: y + 200 * step };
}

function overlaps(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width + GROUP_GAP_X / 2 &&
    b.x < a.x + a.width + GROUP_GAP_X / 2 &&
    a.y < b.y + b.height + GROUP_GAP_Y / 2 &&
    b.y < a.y + a.height + GROUP_GAP_Y / 2
  );
}

/** Finds a free place for one newcomer, beside its namespace or below those it talks to. */
function join(newcomer: Box, boxes: Box[], links: Link[], places: Places): Point {
  const placed = boxes.filter((box) => places[box.id]);
  const rects = new Map<string, Rect>();
  for (const key of new Set(placed.map((box) => box.group))) {
    rects.set(
      key,
      around(placed.filter((box) => box.group === key).map((box) => ({ place: places[box.id], width: box.width, height: box.height })))
    );
  }
  const peers = links
    .filter((link) => link.source === newcomer.id || link.destination === newcomer.id)
    .map((link) => places[link.source === newcomer.id ? link.destination : link.source])
    .filter(Boolean);
  const own = rects.get(newcomer.group);
  const everything = [...rects.values()];
  const bottom = Math.max(...everything.map((rect) => rect.y + rect.height));
  const start: Point = own
    ? { x: own.x + PAD.left + newcomer.width / 2, y: own.y + own.height - PAD.bottom + ROW_GAP + newcomer.height / 2 }
    : { x: peers.length ? peers[0].x : Math.min(...everything.map((rect) => rect.x)) + PAD.left + newcomer.width / 2, y: bottom + GROUP_GAP_Y + PAD.top + newcomer.height / 2 };
  const others = [...rects].filter(([key]) => key !== newcomer.group).map(([, rect]) => rect);
  const members = placed.filter((box) => box.group === newcomer.group);
  const free = (at: Point) => {
    const grown = around([
      ...members.map((box) => ({ place: places[box.id], width: box.width, height: box.height })),
      { place: at, width: newcomer.width, height: newcomer.height }
    ]);
    const clear = members.every(
      (box) =>
        Math.abs(places[box.id].x - at.x) >= (box.width + newcomer.width) / 2 + GRID * 3 || Math.abs(places[box.id].y - at.y) >= (box.height + newcomer.height) / 2 + GRID * 3
    );
    return clear && !others.some((rect) => overlaps(grown, rect));
  };
  const candidates: Point[] = [];
  if (own) {
    for (let y = own.y + PAD.top + newcomer.height / 2; y <= start.y; y += GRID * 4) {
      for (let x = own.x + PAD.left + newcomer.width / 2; x <= own.x + own.width - PAD.right - newcomer.width / 2 + 1; x += GRID * 4) {
        candidates.push({ x, y });
      }
    }
  }
  for (let ring = 0; ring < 60; ring++) {
    const step = ring * GRID * 5;
    candidates.push({ x: start.x, y: start.y + step }, { x: start.x + step, y: start.y }, { x: start.x + step, y: start.y + step }, { x: start.x - step, y: start.y + step });
  }
  return candidates.find(free) ?? { x: start.x, y: bottom + GROUP_GAP_Y + 60 * GRID * 5 };
}

/** For narrow screens: what may pass above the guarded workload, what may not below, all in one column. */
export function stack(boxes: Box[], links: Link[]): Places {
  const guarded = boxes.find((box) => box.guarded) ?? boxes[0];
  if (!guarded) {
    return {};
  }
  const near = (denied: boolean) =>
    boxes.filter(
      (box) => box !== guarded && links.some((link) => link.denied === denied && [link.source, link.destination].includes(box.id) && [link.source, link.destination].includes(guarded.id))
    );
  const above = near(false);
  const below = near(true).filter((box) => !above.includes(box));
  const order = [...above.filter((box) => box.group !== guarded.group), ...above.filter((box) => box.group === guarded.group), guarded, ...below];
  const places: Places = {};
  let y = 0;
  let group = '';
  for (const box of order) {
    y += group && group !== box.group ? GROUP_GAP_Y + PAD.top : 0;
    places[box.id] = { x: 0, y: y + box.height / 2 };
    y += box.height + ROW_GAP;
    group = box.group;
  }
  return places;
}
