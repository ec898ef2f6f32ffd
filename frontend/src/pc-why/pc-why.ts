import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { whyStyles } from './styles.js';

const REFRESH_MILLIS = 5_000;

interface Term {
  kind: string;
  wanted: string;
  found: string;
  met: boolean;
}

interface Why {
  asked: { source: string; destination: string; sourceName: string; destinationName: string; port: number; protocol: string; request: string };
  recorded: { outcome: string; reason: string; at: string; node: string; policies: string[] } | null;
  now: { outcome: string; title: string; sentence: string; sides: string[]; policies: { name: string; page: string }[] };
  agreement: 'agrees' | 'differs' | 'open';
  unchecked: string[];
  nearest: { rule: string; page: string; terms: Term[] }[];
  admitting: string;
}

const GLYPHS: Record<string, string> = { allowed: 'allowed', denied: 'denied', undecided: 'undecided', unknown: 'not-observed' };
const WORDS: Record<string, string> = { allowed: 'Allowed', denied: 'Denied', undecided: 'Undecided', unknown: 'Not known' };

/**
 * Why a flow, or the traffic between two nodes, fares as it does, in the order recorded, policies now, not checked.
 * Asks `api/v1/explain` and asks again every few seconds.
 *
 * Properties: `flow` (Hubble's uuid), or `source` and `destination` (ids of nodes) with `port` (0 = any) and `fared`
 * (`allowed`, `denied` or empty).
 */
@customElement('pc-why')
export class PcWhy extends LitElement {
  static override styles = [shared, whyStyles];

  @property() flow = '';
  @property() source = '';
  @property() destination = '';
  @property({ type: Number }) port = 0;
  @property() fared = '';
  @state() private why: Why | null = null;
  @state() private failure = '';
  @state() private all = false;
  private asked = '';
  private timer = 0;
  private abort: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => void this.load(), REFRESH_MILLIS);
    if (this.hasUpdated) {
      void this.load();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.abort?.abort();
    this.asked = '';
  }

  protected override updated(_: PropertyValues<this>) {
    const key = this.address().href;
    if (key !== this.asked) {
      this.asked = key;
      this.why = null;
      this.failure = '';
      void this.load();
    }
  }

  private address(): URL {
    const address = new URL('api/v1/explain', document.baseURI);
    if (this.flow) {
      address.searchParams.set('flow', this.flow);
    } else {
      address.searchParams.set('source', this.source);
      address.searchParams.set('destination', this.destination);
      if (this.port > 0) {
        address.searchParams.set('port', String(this.port));
      }
      if (this.fared) {
        address.searchParams.set('fared', this.fared);
      }
    }
    return address;
  }

  private async load(): Promise<void> {
    if (document.visibilityState === 'hidden' || (!this.flow && (!this.source || !this.destination))) {
      return;
    }
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    try {
      const response = await fetch(this.address(), { signal: abort.signal, headers: { Accept: 'application/json' } });
      if (response.status === 404) {
        this.failure = 'None of its flows is kept any more, and no pod is known that could try it';
      } else if (response.status === 401 || response.status === 403) {
        this.failure = 'You are not permitted to ask; sign in again';
      } else if (!response.ok) {
        this.failure = `The console answered ${response.status}; trying again`;
      } else {
        this.why = (await response.json()) as Why;
        this.failure = '';
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.failure = `The console does not answer; trying again (${error instanceof Error ? error.message : String(error)})`;
      }
    }
  }

  protected override render() {
    if (!this.why) {
      return this.failure
        ? html`<div class="notice" role="alert"><pc-glyph name="warning" size="20"></pc-glyph><span>${this.failure}.</span></div>`
        : html`<div aria-label="Loading"><div class="skeleton"></div><div class="skeleton short"></div></div>`;
    }
    const { why } = this;
    return html`
      <div class="why" aria-live="polite">
        <div class="because" data-outcome=${why.now.outcome}>
          <pc-glyph name=${why.now.outcome === 'denied' ? 'gate-closed' : why.now.outcome === 'allowed' ? 'gate-open' : 'info'} size="20"></pc-glyph>
          <p><b>${why.now.title}</b> ${why.now.sentence}</p>
        </div>
        ${this.steps(why)} ${why.nearest.slice(0, this.all ? 3 : 1).map((rule, at) => this.rule(rule, at))} ${this.all ? this.sides(why) : nothing}
      </div>
      <div class="actions">
        <button class="button ${why.now.outcome === 'denied' ? 'primary' : ''}" type="button" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>${this.all ? 'Explain less' : 'Explain'}</button>
        ${why.admitting ? html`<a class="button" router-link href=${this.ruleAddress(why)}>Preview a rule</a>` : nothing}
      </div>
    `;
  }

  private steps(why: Why) {
    const recorded = why.recorded;
    return html`<ol>
      <li>
        <span class="step">Recorded</span>
        ${recorded
          ? html`<span>${badge(recorded.outcome)} ${recorded.reason} <span class="hint">${new Date(recorded.at).toLocaleTimeString('en-GB')}${recorded.node ? ` on ${recorded.node}` : ''}</span></span>`
          : html`<span>${badge('unknown', 'Not observed')} <span class="hint">no flow of it is kept</span></span>`}
      </li>
      <li>
        <span class="step">Policies now</span>
        <span>
          ${badge(why.now.outcome)} ${why.agreement === 'differs' ? html`<b class="differs">differs from what was recorded</b>` : nothing}
          ${why.now.policies.length ? html`<span class="links">${why.now.policies.map((policy) => html`<a class="mono" router-link href=${policy.page}>${policy.name}</a>`)}</span>` : nothing}
          ${why.agreement === 'differs' ? html`<span class="hint">Policies or labels have changed since, or the cluster knows more than is known here.</span>` : nothing}
        </span>
      </li>
      <li>
        <span class="step">Not checked</span>
        <span>${why.unchecked.length ? why.unchecked.map((sentence) => html`<span class="doubt">${sentence}</span>`) : html`<span class="muted">nothing is open</span>`}</span>
      </li>
    </ol>`;
  }

  private rule(rule: Why['nearest'][number], at: number) {
    const missed = rule.terms.filter((term) => !term.met).length;
    return html`<div class="nearest">
      <p class="muted">${at === 0 ? 'Nearest rule' : 'Next nearest'} misses by ${missed === 1 ? 'one' : missed}: <a class="mono" router-link href=${rule.page}>${rule.rule}</a></p>
      <table>
        <tbody>
          ${rule.terms.map((term) =>
            term.met
              ? html`<tr>
                  <th scope="row">${title(term.kind)}</th>
                  <td><pc-glyph name="check" size="14" label="matches"></pc-glyph> <code title=${term.wanted}>${term.wanted}</code> matches</td>
                </tr>`
              : html`<tr>
                    <th scope="row">Rule needs</th>
                    <td><pc-glyph name="check" size="14"></pc-glyph> <code title=${term.wanted}>${term.wanted}</code></td>
                  </tr>
                  <tr class="missed">
                    <th scope="row">${term.kind === 'port' || term.kind === 'protocol' ? 'Asked for' : 'Peer has'}</th>
                    <td><pc-glyph name="cross" size="14" label="misses"></pc-glyph> <code title=${term.found}>${term.found || 'none'}</code></td>
                  </tr>`
          )}
        </tbody>
      </table>
    </div>`;
  }

  private sides(why: Why) {
    return html`<div class="sides">
      <p class="muted">Both sides, by the policies in force now</p>
      ${why.now.sides.map((sentence) => html`<p>${sentence}</p>`)}
      <p class="hint">${why.asked.sourceName} → ${why.asked.destinationName}:${why.asked.port}/${why.asked.protocol}${why.asked.request ? `, asking ${why.asked.request}` : ''}</p>
    </div>`;
  }

  private ruleAddress(why: Why): string {
    const address = new URL('policies/new', document.baseURI);
    address.searchParams.set('source', why.asked.source);
    address.searchParams.set('destination', why.asked.destination);
    address.searchParams.set('port', String(why.asked.port));
    return address.pathname.slice(1) + address.search;
  }
}

function title(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function badge(outcome: string, word = WORDS[outcome] ?? outcome) {
  return html`<span class="badge" data-kind=${outcome}><pc-glyph name=${GLYPHS[outcome] ?? 'info'} size="14"></pc-glyph>${word}</span>`;
}
