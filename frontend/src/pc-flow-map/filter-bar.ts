import { html, nothing } from 'lit';
import { groupKey, groupOf, NO_FILTERS, WORDS, type Filters, type MapNode } from './model.js';

export function filtersAnything(filters: Filters): boolean {
  return JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
}

/** What may be narrowed down; each change is told as the whole choice. */
export function filterBar(filters: Filters, nodes: Map<string, MapNode>, choose: (filters: Filters) => void) {
  const groups = [...new Map([...nodes.values()].map((node) => [groupKey(node), groupOf(node)]))].sort((a, b) => a[1].localeCompare(b[1]));
  const set = (change: Partial<Filters>) => choose({ ...filters, ...change });
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  const any = filtersAnything(filters);
  return html`
    <select class="filter wide ${filters.namespace ? 'on' : ''}" aria-label="Namespace" @change=${(event: Event) => set({ namespace: value(event) })}>
      <option value="" ?selected=${!filters.namespace}>All namespaces</option>
      ${groups.map(([key, label]) => html`<option value=${key} ?selected=${key === filters.namespace}>${label}</option>`)}
    </select>
    <select class="filter wide ${filters.verdict ? 'on' : ''}" aria-label="Verdict" @change=${(event: Event) => set({ verdict: value(event) as Filters['verdict'] })}>
      <option value="" ?selected=${!filters.verdict}>All verdicts</option>
      ${Object.entries(WORDS).map(([key, word]) => html`<option value=${key} ?selected=${key === filters.verdict}>${word}</option>`)}
    </select>
    <input class="filter wide ${filters.workload ? 'on' : ''}" type="search" placeholder="Workload" aria-label="Workload" .value=${filters.workload} @input=${(event: Event) => set({ workload: value(event) })} />
    <input class="filter port wide ${filters.port ? 'on' : ''}" type="search" inputmode="numeric" placeholder="Port" aria-label="Port" .value=${filters.port} @input=${(event: Event) => set({ port: value(event).trim() })} />
    ${any ? html`<button class="button quiet" type="button" @click=${() => choose(NO_FILTERS)}>Remove filters</button>` : nothing}
  `;
}
