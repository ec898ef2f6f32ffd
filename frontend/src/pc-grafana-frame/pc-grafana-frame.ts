import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { currentTheme, onThemeChange, type Theme } from '../theme/theme.js';

const LOOK_MILLIS = 5_000;

/**
 * A Grafana dashboard in a frame, from the console's own origin. Follows the console's theme, and asks every few
 * seconds whether Grafana still answers.
 *
 * Properties: `uid` of the dashboard; `title`; `range`, how far back, such as `1h`; `variables`, an object of
 * dashboard variables. Events: `pc-grafana-lost` when Grafana stops answering, with the reason.
 */
@customElement('pc-grafana-frame')
export class PcGrafanaFrame extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex: 1;
      min-height: 480px;
      border: 1px solid var(--pc-border);
      border-radius: var(--pc-radius-l);
      background: var(--pc-surface);
      overflow: hidden;
    }
    iframe {
      flex: 1;
      border: 0;
      color-scheme: normal;
    }
  `;

  @property() uid = '';
  @property() override title = '';
  @property() range = '1h';
  @property({ type: Object }) variables: Record<string, string> = {};
  @state() private theme: Theme = currentTheme();
  private timer = 0;
  private unfollow: (() => void) | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.unfollow = onThemeChange(() => (this.theme = currentTheme()));
    this.timer = window.setInterval(() => void this.look(), LOOK_MILLIS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.unfollow?.();
  }

  // A frame tells nobody that it failed to load, so the same proxy is asked beside it.
  private async look(): Promise<void> {
    let reason = '';
    try {
      const response = await fetch(new URL('grafana/api/health', document.baseURI), { headers: { Accept: 'application/json' } });
      reason = response.ok ? '' : `status ${response.status}`;
    } catch {
      reason = 'no answer';
    }
    if (reason) {
      this.dispatchEvent(new CustomEvent('pc-grafana-lost', { detail: { reason } }));
    }
  }

  private address(): string {
    const url = new URL(`grafana/d/${encodeURIComponent(this.uid)}/`, document.baseURI);
    url.searchParams.set('orgId', '1');
    url.searchParams.set('from', `now-${this.range}`);
    url.searchParams.set('to', 'now');
    url.searchParams.set('refresh', '10s');
    url.searchParams.set('theme', this.theme);
    for (const [name, value] of Object.entries(this.variables)) {
      url.searchParams.set(`var-${name}`, value);
    }
    return `${url.href}&kiosk`;
  }

  // Grafana's pages need their scripts, their own storage and their forms. They may not lead the console's window
  // elsewhere, nor open others.
  protected override render() {
    return this.uid
      ? html`<iframe src=${this.address()} title=${this.title} sandbox="allow-scripts allow-same-origin allow-forms" referrerpolicy="same-origin"></iframe>`
      : nothing;
  }
}
