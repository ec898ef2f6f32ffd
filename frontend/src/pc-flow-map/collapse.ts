import { groupKey, groupOf, type Line, type MapNode } from './model.js';

/** More than this many cards cannot be read at once: each namespace becomes one card. */
export const MAX_CARDS = 40;

export interface Cards {
  nodes: Map<string, MapNode>;
  endOf: (id: string) => string;
  collapsed: boolean;
}

/** The cards to draw for these nodes. Guarded workloads and opened namespaces stay as they are. */
export function cardsOf(nodes: Map<string, MapNode>, opened: Set<string>): Cards {
  if (nodes.size <= MAX_CARDS) {
    return { nodes, endOf: (id) => id, collapsed: false };
  }
  const cards = new Map<string, MapNode>();
  const end = new Map<string, string>();
  for (const node of nodes.values()) {
    const key = groupKey(node);
    if (node.guarded || node.reserved || opened.has(key)) {
      cards.set(node.id, node);
      continue;
    }
    const id = `namespace:${key}`;
    const card = cards.get(id);
    end.set(node.id, id);
    if (card) {
      card.pods++;
      card.spark = card.spark.map((value, i) => value + (node.spark[i] ?? 0));
      card.isolatedIngress &&= node.isolatedIngress;
      card.isolatedEgress &&= node.isolatedEgress;
    } else {
      cards.set(id, { ...node, id, namespace: groupOf(node), workload: groupOf(node), kind: 'Namespace', pods: 1 });
    }
  }
  return { nodes: cards, endOf: (id) => end.get(id) ?? id, collapsed: true };
}

/** More lines than this are a thicket, and cost more time to draw than there is between two messages. */
export const MAX_LINES = 200;

/** The lines to draw: those of the chosen card, then as many denied as others, the busiest of each. */
export function linesToDraw(lines: Map<string, Line>, chosen: string): Map<string, Line> {
  if (lines.size <= MAX_LINES) {
    return lines;
  }
  const weight = (line: Line) => (line.source === chosen || line.destination === chosen ? 1e12 : 0) + line.rate * 1e6 + Math.min(line.count, 1e6 - 1);
  const heaviest = (of: Line[]) => of.map((line) => ({ line, weight: weight(line) })).sort((a, b) => b.weight - a.weight);
  const all = [...lines.values()];
  const denied = heaviest(all.filter((line) => line.kind === 'denied'));
  const others = heaviest(all.filter((line) => line.kind !== 'denied'));
  const half = MAX_LINES / 2;
  const kept = [...denied.slice(0, Math.max(half, MAX_LINES - others.length)), ...others.slice(0, Math.max(half, MAX_LINES - denied.length))];
  return new Map(kept.map(({ line }) => [line.id, line]));
}
