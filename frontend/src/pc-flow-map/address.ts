import { NO_FILTERS, type Filters } from './model.js';

/** What of the map is in the page's address, so that it can be sent to somebody and opened again. */
export interface MapAddress {
  filters: Filters;
  view: 'graph' | 'table';
  chosen: string;
  /** A past span instead of now, or nothing. */
  from: string;
  to: string;
  /** A recorded file instead of the live flows, or nothing. */
  recording: string;
}

const VERDICTS = ['allowed', 'denied', 'l7', 'undecided'];

export function readAddress(): MapAddress {
  const query = new URLSearchParams(window.location.search);
  const verdict = query.get('verdict') ?? '';
  return {
    filters: {
      ...NO_FILTERS,
      namespace: query.get('namespace') ?? '',
      workload: query.get('workload') ?? '',
      verdict: (VERDICTS.includes(verdict) ? verdict : '') as Filters['verdict'],
      port: query.get('port') ?? ''
    },
    view: query.get('view') === 'table' ? 'table' : 'graph',
    chosen: query.get('chosen') ?? '',
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    recording: query.get('recording') ?? ''
  };
}

export function writeAddress(address: MapAddress): void {
  const url = new URL(window.location.href);
  const set = (key: string, value: string) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
  set('namespace', address.filters.namespace);
  set('workload', address.filters.workload);
  set('verdict', address.filters.verdict);
  set('port', address.filters.port);
  set('view', address.view === 'table' ? 'table' : '');
  set('chosen', address.chosen);
  set('from', address.from);
  set('to', address.to);
  set('recording', address.recording);
  window.history.replaceState(window.history.state, '', url);
}
