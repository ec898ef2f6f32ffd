import type { MapEdge, MapNode, Posture, StreamStatus } from './model.js';

const SHORTEST_MILLIS = 500;
const LONGEST_MILLIS = 15_000;
const SPARKS = 32;
const SPARK_MILLIS = 2_000;

interface Message {
  type: 'snapshot' | 'delta';
  seq: number;
  status: StreamStatus;
  posture: Posture;
  nodes: MapNode[];
  edges: MapEdge[];
  removed?: { nodes: string[]; edges: string[] };
}

/**
 * Follows the map over the console's WebSocket: a snapshot, then numbered deltas. Connects again by itself with
 * growing, jittered pauses; a number that is missing means a new connection and with it a new snapshot.
 */
export class MapFeed {
  readonly nodes = new Map<string, MapNode>();
  readonly edges = new Map<string, MapEdge>();
  status: StreamStatus | null = null;
  posture: Posture | null = null;

  /** Whether a snapshot ever came, whether the socket stands, since when it does not, and when it is tried again. */
  loaded = false;
  connected = false;
  brokenSince = 0;
  retryAt = 0;
  signedOut = false;

  private socket: WebSocket | null = null;
  private seq = -1;
  private attempts = 0;
  private timer = 0;
  private sparkTimer = 0;
  private stopped = true;

  /** `changed` is called after each message; `structure` tells that nodes or edges came or went. */
  constructor(private readonly changed: (structure: boolean) => void) {}

  start(): void {
    if (!this.stopped) {
      return;
    }
    this.stopped = false;
    this.connect();
    this.sparkTimer = window.setInterval(() => this.spark(), SPARK_MILLIS);
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    window.clearInterval(this.sparkTimer);
    this.socket?.close();
    this.socket = null;
  }

  retryNow(): void {
    window.clearTimeout(this.timer);
    this.connect();
  }

  private connect(): void {
    const address = new URL('api/ws/map', document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.onmessage = (event) => {
      if (socket === this.socket) {
        this.take(JSON.parse(event.data) as Message);
      }
    };
    socket.onclose = (event) => {
      if (socket !== this.socket || this.stopped) {
        return;
      }
      this.signedOut = event.code === 1008;
      this.lost();
    };
  }

  private lost(): void {
    if (this.connected || this.brokenSince === 0) {
      this.brokenSince = Date.now();
    }
    this.connected = false;
    const longest = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS * 2 ** this.attempts++);
    const pause = SHORTEST_MILLIS / 2 + Math.random() * longest;
    this.retryAt = Date.now() + pause;
    this.timer = window.setTimeout(() => this.connect(), pause);
    this.changed(false);
  }

  private take(message: Message): void {
    if (message.type === 'snapshot') {
      this.nodes.clear();
      this.edges.clear();
      this.attempts = 0;
      this.connected = true;
      this.brokenSince = 0;
      this.loaded = true;
    } else if (message.seq <= this.seq) {
      return; // the snapshot already contains it
    } else if (message.seq !== this.seq + 1) {
      this.socket?.close();
      this.socket = null;
      this.lost();
      return;
    }
    this.seq = message.seq;
    this.status = message.status;
    this.posture = message.posture;
    let structure = message.type === 'snapshot';
    for (const node of message.nodes) {
      structure ||= !this.nodes.has(node.id);
      this.nodes.set(node.id, { ...node, spark: this.nodes.get(node.id)?.spark ?? node.spark });
    }
    for (const edge of message.edges) {
      structure ||= !this.edges.has(edge.id);
      this.edges.set(edge.id, edge);
    }
    for (const id of message.removed?.nodes ?? []) {
      structure = this.nodes.delete(id) || structure;
    }
    for (const id of message.removed?.edges ?? []) {
      structure = this.edges.delete(id) || structure;
    }
    this.changed(structure);
  }

  // The sparklines go on from the edges' rates, so that the server need not send them again.
  private spark(): void {
    if (!this.connected || !this.status?.connected) {
      return;
    }
    const sums = new Map<string, number>();
    for (const edge of this.edges.values()) {
      const events = (edge.forwardedRate + edge.droppedRate) * (SPARK_MILLIS / 1000);
      sums.set(edge.source, (sums.get(edge.source) ?? 0) + events);
      sums.set(edge.destination, (sums.get(edge.destination) ?? 0) + events);
    }
    for (const node of this.nodes.values()) {
      node.spark = [...node.spark.slice(1 - SPARKS), sums.get(node.id) ?? 0];
    }
  }
}
