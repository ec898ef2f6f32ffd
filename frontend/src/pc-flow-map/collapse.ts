import { groupKey, groupOf, type MapNode } from './model.js';

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
