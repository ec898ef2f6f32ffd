/** The map as the server sends it; see MapNode, MapEdge and StreamStatus on the server for what each part means. */
export interface MapNode {
  id: string;
  namespace: string;
  workload: string;
  kind: string;
  pods: number;
  guarded: boolean;
  isolatedIngress: boolean | null;
  isolatedEgress: boolean | null;
  reserved: string;
  spark: number[];
}

export interface MapEdge {
  id: string;
  source: string;
  destination: string;
  port: number;
  portName: string;
  protocol: string;
  forwarded: number;
  dropped: number;
  redirected: number;
  requests: number;
  other: number;
  undecided: number;
  forwardedRate: number;
  droppedRate: number;
  l7: string;
  lastSeen: string;
  lastDenied: string | null;
  lastDropReason: string;
  policies: string[];
}

export interface StreamStatus {
  connected: boolean;
  since: string | null;
  server: string;
  message: string;
  retryAt: string | null;
  nodes: { name: string; state: string; clockSkewMillis: number }[];
  flows: number;
  lost: number;
  missing: { from: string; to: string; events: number; cause: string }[];
}

export interface Posture {
  known: boolean;
  why: string;
  guarded: { id: string; isolated: boolean; reachableBy: string[]; of: number }[];
}

export type Kind = 'allowed' | 'denied' | 'l7' | 'undecided';

/** What is drawn as one line: the edges between two nodes that fared alike, over all ports. */
export interface Line {
  id: string;
  source: string;
  destination: string;
  kind: Kind;
  edges: MapEdge[];
  rate: number;
  count: number;
  label: string;
  idle: boolean;
}

export interface Filters {
  namespace: string;
  workload: string;
  verdict: '' | Kind;
  port: string;
}

export const NO_FILTERS: Filters = { namespace: '', workload: '', verdict: '', port: '' };

/** The box a node stands in. */
export function groupOf(node: MapNode): string {
  if (!node.reserved) {
    return node.namespace;
  }
  return node.reserved === 'world' ? 'world' : node.reserved === 'others' || node.reserved === 'unknown' ? 'others' : 'nodes';
}

/** A box's own key: a namespace may be called "world" too. */
export function groupKey(node: MapNode): string {
  return (node.reserved ? ':' : '') + groupOf(node);
}

export function nameOf(node: MapNode): string {
  switch (node.reserved) {
    case 'world':
      return 'internet';
    case 'others':
      return 'others';
    case 'unknown':
      return 'unknown';
    default:
      return node.workload;
  }
}

/** `namespace/workload`, or the entity's name. */
export function fullName(node: MapNode | undefined, id: string): string {
  if (!node) {
    return id.replace(/^reserved:/, '');
  }
  return node.reserved ? nameOf(node) : node.kind === 'Namespace' ? `namespace ${node.workload}` : `${node.namespace}/${node.workload}`;
}

export function kindsOf(edge: MapEdge): Kind[] {
  const kinds: Kind[] = [];
  if (edge.requests + edge.redirected > 0) {
    kinds.push('l7');
  } else if (edge.forwarded > 0) {
    kinds.push('allowed');
  }
  if (edge.dropped > 0) {
    kinds.push('denied');
  }
  if (kinds.length === 0 && edge.undecided + edge.other > 0) {
    kinds.push('undecided');
  }
  return kinds;
}

export function passes(edge: MapEdge, nodes: Map<string, MapNode>, filters: Filters): boolean {
  const source = nodes.get(edge.source);
  const destination = nodes.get(edge.destination);
  const either = (test: (node: MapNode) => boolean) => (!!source && test(source)) || (!!destination && test(destination));
  return (
    (!filters.namespace || either((node) => groupKey(node) === filters.namespace)) &&
    (!filters.workload || either((node) => fullName(node, node.id).toLowerCase().includes(filters.workload.toLowerCase()))) &&
    (!filters.verdict || kindsOf(edge).includes(filters.verdict)) &&
    (!filters.port || String(edge.port) === filters.port || edge.portName === filters.port)
  );
}

/** Folds edges into lines. `endOf` says which drawn node an end belongs to, where namespaces are collapsed. */
export function linesOf(edges: Iterable<MapEdge>, filters: Filters, endOf: (id: string) => string): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const edge of edges) {
    for (const kind of kindsOf(edge)) {
      const source = endOf(edge.source);
      const destination = endOf(edge.destination);
      if ((filters.verdict && filters.verdict !== kind) || source === destination) {
        continue;
      }
      const id = `${source}\n${destination}\n${kind}`;
      const line = lines.get(id) ?? { id, source, destination, kind, edges: [], rate: 0, count: 0, label: '', idle: false };
      line.edges.push(edge);
      line.rate += kind === 'denied' ? edge.droppedRate : kind === 'undecided' ? 0 : edge.forwardedRate;
      line.count += countOf(edge, kind);
      lines.set(id, line);
    }
  }
  for (const line of lines.values()) {
    line.idle = line.rate === 0;
    line.label = labelOf(line, lines);
  }
  return lines;
}

function countOf(edge: MapEdge, kind: Kind): number {
  switch (kind) {
    case 'allowed':
      return edge.forwarded;
    case 'denied':
      return edge.dropped;
    case 'l7':
      return edge.requests;
    case 'undecided':
      return edge.undecided + edge.other;
  }
}

function labelOf(line: Line, lines: Map<string, Line>): string {
  const pair = `${line.source}\n${line.destination}\n`;
  switch (line.kind) {
    case 'denied': {
      const denied = line.idle ? `${whole(line.count)} denied` : `${rate(line.rate)} denied`;
      return lines.has(pair + 'allowed') || lines.has(pair + 'l7') ? denied : `0 allowed · ${denied}`;
    }
    case 'undecided':
      return `${whole(line.count)} undecided`;
    case 'l7': {
      const protocols = [...new Set(line.edges.map((edge) => edge.l7).filter(Boolean))];
      return `${rate(line.rate)}${protocols.length ? ' · ' + protocols.join(', ') : ''}`;
    }
    case 'allowed':
      return rate(line.rate);
  }
}

export function rate(perSecond: number): string {
  if (perSecond === 0) {
    return '0/s';
  }
  if (perSecond < 0.1) {
    return '<0.1/s';
  }
  return (perSecond >= 10 ? whole(Math.round(perSecond)) : perSecond.toFixed(1).replace(/\.0$/, '')) + '/s';
}

const NUMBER = new Intl.NumberFormat('en');

export function whole(count: number): string {
  return NUMBER.format(count);
}

export const WORDS: Record<Kind, string> = {
  allowed: 'Allowed',
  denied: 'Denied',
  l7: 'L7-redirected',
  undecided: 'Undecided'
};
