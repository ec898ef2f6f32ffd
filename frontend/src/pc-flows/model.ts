/** A flow as Hubble's own tool prints it; only what the table needs is named. */
export interface Endpoint {
  ID?: number;
  identity?: number;
  cluster_name?: string;
  namespace?: string;
  labels?: string[];
  pod_name?: string;
  workloads?: { name?: string; kind?: string }[];
}

export interface Flow {
  time?: string;
  uuid?: string;
  verdict?: string;
  drop_reason_desc?: string;
  IP?: { source?: string; destination?: string };
  l4?: Record<string, { source_port?: number; destination_port?: number; flags?: Record<string, boolean>; type?: number; code?: number }>;
  source?: Endpoint;
  destination?: Endpoint;
  source_names?: string[];
  destination_names?: string[];
  node_name?: string;
  l7?: {
    type?: string;
    latency_ns?: string;
    http?: { code?: number; method?: string; url?: string; protocol?: string };
    dns?: { query?: string; rcode?: number; ips?: string[] };
  };
  event_type?: { type?: number; sub_type?: number };
  traffic_direction?: string;
  trace_observation_point?: string;
  is_reply?: boolean | { value?: boolean };
  Summary?: string;
  egress_allowed_by?: Policy[];
  ingress_allowed_by?: Policy[];
  egress_denied_by?: Policy[];
  ingress_denied_by?: Policy[];
}

export interface Policy {
  name?: string;
  namespace?: string;
  kind?: string;
}

export interface Between {
  id: number;
  from: string;
  to: string;
  events: number;
  words: string;
}

/** A line of the table: a flow with its whole JSON line, or what came between flows. */
export interface Row {
  seq: number;
  line: { flow: Flow } | null;
  source: string | null;
  destination: string | null;
  between: Between | null;
}

export interface Page {
  cursor: string;
  fresh: boolean;
  rows: Row[];
  skipped: number;
  missed: number;
}

export interface Recording {
  id: string;
  name: string;
  flows: number;
  badLines: number;
  firstBad: { line: number; why: string }[];
  cut: boolean;
  first: string;
  last: string;
}

export type Kind = 'allowed' | 'denied' | 'l7' | 'undecided';

export function kindOf(flow: Flow): Kind {
  switch (flow.verdict) {
    case 'DROPPED':
      return 'denied';
    case 'FORWARDED':
      return flow.l7 ? 'l7' : 'allowed';
    case 'REDIRECTED':
      return 'l7';
    default:
      return 'undecided';
  }
}

const WORDS: Record<string, string> = {
  FORWARDED: 'Allowed',
  DROPPED: 'Denied',
  REDIRECTED: 'L7-redirected',
  AUDIT: 'Audit',
  ERROR: 'Error',
  TRACED: 'Traced',
  TRANSLATED: 'Translated'
};

export function verdictWord(flow: Flow): string {
  return isLetOut(flow) ? 'Allowed out' : (WORDS[flow.verdict ?? ''] ?? 'Undecided');
}

/** What was only seen to leave a pod for another may still be denied there. */
function isLetOut(flow: Flow): boolean {
  const arrives = flow.trace_observation_point === 'TO_ENDPOINT' || !!flow.l7 || isReply(flow) === true;
  return flow.verdict === 'FORWARDED' && flow.traffic_direction === 'EGRESS' && !!flow.destination?.namespace && !arrives;
}

export function transport(flow: Flow): { protocol: string; from: number; to: number; flags: string } {
  const [protocol, parts] = Object.entries(flow.l4 ?? {})[0] ?? ['', undefined];
  return {
    protocol,
    from: parts?.source_port ?? 0,
    to: parts?.destination_port ?? 0,
    flags: Object.keys(parts?.flags ?? {}).join(', ')
  };
}

/** `namespace/workload`, else the pod, else what the end is, else its address. */
export function endName(end: Endpoint | undefined, ip: string | undefined): string {
  const workload = end?.workloads?.[0]?.name;
  if (end?.namespace && (workload || end.pod_name)) {
    return `${end.namespace}/${workload || end.pod_name}`;
  }
  const reserved = end?.labels?.find((label) => label.startsWith('reserved:'));
  return reserved ? `${reserved.slice('reserved:'.length)}${ip ? ` ${ip}` : ''}` : (ip ?? 'unknown');
}

export function eventWord(flow: Flow): string {
  switch (flow.event_type?.type) {
    case 1:
      return 'drop';
    case 4:
      return 'trace';
    case 5:
      return 'policy-verdict';
    case 7:
      return 'trace-sock';
    case 129:
      return 'l7';
    default:
      return flow.event_type?.type ? String(flow.event_type.type) : '';
  }
}

export function l7Words(flow: Flow): string {
  const { http, dns } = flow.l7 ?? {};
  if (http) {
    return [http.code || '', http.method ?? '', path(http.url ?? '')].filter(Boolean).join(' ');
  }
  return dns ? `DNS ${dns.query ?? ''}` : '';
}

function path(url: string): string {
  const start = url.indexOf('://') < 0 ? 0 : url.indexOf('/', url.indexOf('://') + 3);
  return start < 0 ? '/' : url.slice(start);
}

export function reasonWords(flow: Flow): string {
  const reason = flow.drop_reason_desc;
  if (!reason || reason === 'DROP_REASON_UNKNOWN') {
    return '';
  }
  const words = reason.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function policyNames(flow: Flow): string[] {
  const named = [flow.ingress_denied_by, flow.egress_denied_by, flow.ingress_allowed_by, flow.egress_allowed_by].flatMap((list) => list ?? []);
  return [...new Set(named.map((policy) => (policy.namespace ? `${policy.namespace}/` : '') + (policy.name ?? '')))];
}

export function isReply(flow: Flow): boolean | null {
  const reply = flow.is_reply;
  return reply === undefined || reply === null ? null : typeof reply === 'boolean' ? reply : !!reply.value;
}

export function timeOf(time: string | undefined, day = false): string {
  const at = new Date(time ?? '');
  if (Number.isNaN(at.getTime())) {
    return time ?? '';
  }
  const clock = `${at.toLocaleTimeString('en-GB')}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  return day ? `${at.toLocaleDateString('en-CA')} ${clock}` : clock;
}

/** Every field of a flow as a path and its text, in the order Hubble prints them. */
export function fieldsOf(value: unknown, path = ''): { path: string; text: string }[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== 'object')
      ? value.map((one) => ({ path, text: String(one) }))
      : value.flatMap((one, i) => fieldsOf(one, `${path}[${i}]`));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, part]) => fieldsOf(part, path ? `${path}.${key}` : key));
  }
  return [{ path, text: String(value) }];
}
