import { NO_FILTERS, type Filters } from './model.js';

/** What of the map is in the page's address, so that it can be sent to somebody and opened again. */
export interface MapAddress {
  filters: Filters;
  view: 'graph' | 'table';
  chosen: string;
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
    chosen: query.get('chosen') ?? ''
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
  window.history.replaceState(window.history.state, '', url);
}
