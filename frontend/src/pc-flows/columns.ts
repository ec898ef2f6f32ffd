import { html, type TemplateResult } from 'lit';
import { endName, eventWord, isReply, kindOf, l7Words, policyNames, reasonWords, timeOf, transport, verdictWord, type Flow } from './model.js';

export interface Column {
  key: string;
  label: string;
  width: string;
  mono?: boolean;
  text: (flow: Flow) => string;
  cell?: (flow: Flow) => TemplateResult;
}

/** Every column the table can have; the first ones are shown unless somebody chose. */
export const COLUMNS: Column[] = [
  { key: 'time', label: 'Time', width: '104px', mono: true, text: (flow) => timeOf(flow.time) },
  {
    key: 'verdict',
    label: 'Verdict',
    width: '128px',
    text: verdictWord,
    cell: (flow) => html`<span class="badge" data-kind=${kindOf(flow)}><pc-glyph name=${kindOf(flow)} size="14"></pc-glyph>${verdictWord(flow)}</span>`
  },
  { key: 'source', label: 'From', width: 'minmax(140px, 1.4fr)', mono: true, text: (flow) => endName(flow.source, flow.IP?.source) },
  { key: 'destination', label: 'To', width: 'minmax(140px, 1.4fr)', mono: true, text: (flow) => endName(flow.destination, flow.IP?.destination) },
  { key: 'port', label: 'To port', width: '72px', mono: true, text: (flow) => String(transport(flow).to || '') },
  { key: 'protocol', label: 'Protocol', width: '72px', text: (flow) => transport(flow).protocol },
  { key: 'flags', label: 'Flags', width: '84px', mono: true, text: (flow) => transport(flow).flags },
  { key: 'reason', label: 'Drop reason', width: 'minmax(96px, 0.8fr)', text: reasonWords },
  { key: 'l7', label: 'HTTP or DNS', width: 'minmax(120px, 1.2fr)', mono: true, text: l7Words },
  { key: 'policy', label: 'Policy', width: 'minmax(120px, 1fr)', mono: true, text: (flow) => policyNames(flow).join(', ') },
  { key: 'direction', label: 'Direction', width: '76px', text: (flow) => (flow.traffic_direction ?? '').replace('TRAFFIC_DIRECTION_UNKNOWN', '').toLowerCase() },
  { key: 'event', label: 'Event', width: '104px', text: eventWord },
  { key: 'fromport', label: 'From port', width: '80px', mono: true, text: (flow) => String(transport(flow).from || '') },
  { key: 'frompod', label: 'From pod', width: 'minmax(120px, 1fr)', mono: true, text: (flow) => flow.source?.pod_name ?? '' },
  { key: 'topod', label: 'To pod', width: 'minmax(120px, 1fr)', mono: true, text: (flow) => flow.destination?.pod_name ?? '' },
  { key: 'fromip', label: 'From IP', width: '128px', mono: true, text: (flow) => flow.IP?.source ?? '' },
  { key: 'toip', label: 'To IP', width: '128px', mono: true, text: (flow) => flow.IP?.destination ?? '' },
  { key: 'identities', label: 'Identities', width: '120px', mono: true, text: (flow) => `${flow.source?.identity ?? 0} → ${flow.destination?.identity ?? 0}` },
  { key: 'reply', label: 'Reply', width: '64px', text: (flow) => ({ true: 'yes', false: 'no', null: '' })[String(isReply(flow))] ?? '' },
  { key: 'node', label: 'Node', width: '104px', text: (flow) => flow.node_name ?? '' },
  { key: 'uuid', label: 'Flow id', width: '280px', mono: true, text: (flow) => flow.uuid ?? '' }
];

export const USUAL = ['time', 'verdict', 'source', 'destination', 'port', 'flags', 'reason', 'l7', 'policy', 'event'];

export function columnsOf(keys: string[]): Column[] {
  const wanted = keys.filter((key) => COLUMNS.some((column) => column.key === key));
  return COLUMNS.filter((column) => (wanted.length ? wanted : USUAL).includes(column.key));
}
