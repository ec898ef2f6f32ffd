import { html, nothing, type TemplateResult } from 'lit';
import { why } from '../pc-time-slider/pc-time-slider.js';
import type { MapFeed } from './feed.js';
import { filtersAnything } from './filter-bar.js';
import type { Filters } from './model.js';
import type { StillMap } from './past.js';
import { clock, since, until } from './times.js';

/** Why the live map stands still, or is not there yet; null while it lives. */
export function streamBanner(feed: MapFeed, now: number): TemplateResult | null {
  if (!feed.loaded && feed.brokenSince === 0) {
    return html`<div class="skeletons" aria-label="Loading the map"><span></span><span></span><span></span></div>`;
  }
  if (!feed.connected) {
    return feed.signedOut
      ? banner('You are signed out', 'Sign in again to see the map.', html`<a class="button" href="login">Sign in</a>`)
      : banner(
          `The console stopped answering ${since(feed.brokenSince, now)}`,
          `${feed.loaded ? `Map frozen at ${clock(feed.brokenSince)}. ` : ''}Trying again ${until(feed.retryAt, now)}.`,
          html`<button class="button" type="button" @click=${() => feed.retryNow()}>Retry now</button>`
        );
  }
  const status = feed.status!;
  if (status.connected) {
    return null;
  }
  const broken = status.since ? Date.parse(status.since) : 0;
  return banner(
    broken ? `Relay stopped answering ${since(broken, now)}` : 'The relay has not answered yet',
    `${broken && feed.edges.size ? `Map frozen at ${clock(broken)}. ` : ''}${status.message}${status.retryAt ? `. Trying again ${until(Date.parse(status.retryAt), now)}.` : ''}`,
    nothing
  );
}

/** That a recorded file or a past span is shown, and what is missing from it; or why it cannot be. */
export function stillBanner(still: StillMap | null, failure: string, time: { from: string; to: string; recording: string }, backToLive: () => void): TemplateResult {
  const back = html`<button class="button" type="button" @click=${backToLive}>Back to live</button>`;
  if (!still) {
    return banner(time.recording ? 'The recorded file cannot be shown' : 'This time cannot be shown', failure, back);
  }
  const gaps = still.step ? why(still.step) : [];
  const flows = new URL('flows', document.baseURI);
  if (time.recording) {
    flows.searchParams.set('recording', time.recording);
  } else {
    flows.searchParams.set('since', time.from);
    flows.searchParams.set('until', time.to);
  }
  return html`<div class="banner card" role="status">
    <pc-glyph class="calm" name=${gaps.length ? 'lost' : 'clock'} size="20"></pc-glyph>
    <span
      ><b>${still.title}</b><span class="muted">${still.text}${gaps.length ? html` <b class="gaps">${gaps.join('. ')}.</b>` : nothing}${still.nodes.size === 0 ? ' Nothing was observed.' : nothing}</span></span
    >
    <a class="button" router-ignore href=${flows.href}>Flows</a>${back}
  </div>`;
}

export function emptyBanner(filters: Filters): TemplateResult {
  const filtered = filtersAnything(filters);
  return html`<div class="empty">
    <div>
      <pc-glyph name="gate-closed" size="20"></pc-glyph>
      <div>
        <b>${filtered ? 'Nothing matches these filters' : 'No flows observed yet'}</b>
        <p class="muted">${filtered ? 'Not observed is not the same as safe.' : 'Workloads appear here as soon as they talk.'}</p>
      </div>
    </div>
  </div>`;
}

function banner(title: string, text: string, action: unknown): TemplateResult {
  return html`<div class="banner card" role="alert"><pc-glyph name="warning" size="20"></pc-glyph><span><b>${title}</b><span class="muted">${text}</span></span>${action}</div>`;
}
