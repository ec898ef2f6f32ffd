/** One condition: a field has this value, or, negated, has it not. The server decides what it means. */
export interface Term {
  field: string;
  negated: boolean;
  value: string;
}

export interface Field {
  key: string;
  label: string;
  hint: string;
}

/** What of the page is in its address, so that it can be sent to somebody and opened again. */
export interface FlowsAddress {
  terms: Term[];
  since: string;
  until: string;
  recording: string;
  columns: string[];
  chosen: string;
}

const OTHERS = new Set(['since', 'until', 'recording', 'columns', 'chosen', 'limit', 'cursor', 'format', 'download']);

export function readAddress(search = window.location.search): FlowsAddress {
  const query = new URLSearchParams(search);
  const terms: Term[] = [];
  for (const [key, value] of query) {
    if (!OTHERS.has(key) && value) {
      const negated = key.startsWith('not-');
      const field = negated ? key.slice(4) : key;
      const values = field === 'verdict' ? value.split(',').filter(Boolean) : [value];
      terms.push(...values.map((one) => ({ field, negated, value: one })));
    }
  }
  return {
    terms,
    since: query.get('since') ?? '',
    until: query.get('until') ?? '',
    recording: query.get('recording') ?? '',
    columns: (query.get('columns') ?? '').split(',').filter(Boolean),
    chosen: query.get('chosen') ?? ''
  };
}

/** The filter's parameters, as page and API read them alike. */
export function filterOf(address: FlowsAddress): URLSearchParams {
  const query = new URLSearchParams();
  for (const term of address.terms) {
    query.append((term.negated ? 'not-' : '') + term.field, term.value);
  }
  for (const key of ['since', 'until', 'recording'] as const) {
    if (address[key]) {
      query.set(key, address[key]);
    }
  }
  return query;
}

export function writeAddress(address: FlowsAddress): void {
  const query = filterOf(address);
  if (address.columns.length) {
    query.set('columns', address.columns.join(','));
  }
  if (address.chosen) {
    query.set('chosen', address.chosen);
  }
  const url = new URL(window.location.href);
  url.search = query.toString();
  window.history.replaceState(window.history.state, '', url);
}

export function sameTerm(one: Term, other: Term): boolean {
  return one.field === other.field && one.negated === other.negated && one.value === other.value;
}
