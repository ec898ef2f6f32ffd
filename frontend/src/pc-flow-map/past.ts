import type { MapEdge, MapNode, Posture, StreamStatus } from './model.js';

/** What the map shows, wherever it comes from. */
export interface MapState {
  readonly nodes: Map<string, MapNode>;
  readonly edges: Map<string, MapEdge>;
  status: StreamStatus | null;
  posture: Posture | null;
  loaded: boolean;
  connected: boolean;
  brokenSince: number;
  retryAt: number;
  signedOut: boolean;
}

interface Snapshot {
  status: StreamStatus;
  nodes: MapNode[];
  edges: MapEdge[];
}

interface Step {
  lost: number;
  covered: number;
  silent: string[];
}

/** A map that stands still: a span of the history, or a recorded file. */
export class StillMap implements MapState {
  readonly nodes: Map<string, MapNode>;
  readonly edges: Map<string, MapEdge>;
  readonly status: StreamStatus;
  readonly posture = null;
  readonly loaded = true;
  readonly connected = true;
  readonly brokenSince = 0;
  readonly retryAt = 0;
  readonly signedOut = false;

  constructor(
    snapshot: Snapshot,
    /** What of it is known to be incomplete. */
    readonly step: Step | null,
    readonly title: string,
    readonly text: string
  ) {
    this.nodes = new Map(snapshot.nodes.map((node) => [node.id, node]));
    this.edges = new Map(snapshot.edges.map((edge) => [edge.id, edge]));
    this.status = snapshot.status;
  }
}

async function read<T>(address: URL, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal, headers: { Accept: 'application/json' } });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(problem.detail ?? `The console answered ${response.status}`);
  }
  return (await response.json()) as T;
}

/** The map of a past span. */
export async function pastMap(from: string, to: string, signal: AbortSignal): Promise<StillMap> {
  const address = new URL('api/v1/history/map', document.baseURI);
  address.searchParams.set('from', from);
  address.searchParams.set('to', to);
  const { map, step } = await read<{ map: Snapshot; step: Step }>(address, signal);
  const time = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const day = Date.now() - Date.parse(from) > 20 * 3_600_000 ? new Date(from).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }) + ', ' : '';
  return new StillMap(map, step, `The map from ${day}${time(from)} to ${time(to)}`, 'Counts and rates are of this span alone.');
}

/** The map of a recorded file; rates are means over all of it. */
export async function recordedMap(id: string, signal: AbortSignal): Promise<StillMap> {
  const file = await read<{ name: string; flows: number; badLines: number; first: string; last: string }>(new URL(`api/v1/recordings/${encodeURIComponent(id)}`, document.baseURI), signal);
  const address = new URL('api/v1/map', document.baseURI);
  address.searchParams.set('recording', id);
  const map = await read<Snapshot>(address, signal);
  const seconds = Math.max(1, (Date.parse(file.last) - Date.parse(file.first)) / 1000);
  map.edges = map.edges.map((edge) => ({ ...edge, forwardedRate: (edge.forwarded + edge.requests) / seconds, droppedRate: edge.dropped / seconds }));
  const bad = file.badLines ? ` ${file.badLines.toLocaleString('en')} bad lines were left out.` : '';
  return new StillMap(map, null, `Recorded file, read-only: ${file.name}`, `${file.flows.toLocaleString('en')} flows; rates are means over all of it.${bad}`);
}
