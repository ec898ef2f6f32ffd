import { html, nothing } from 'lit';
import type { MapEdge, Posture } from './model.js';
import { since } from './times.js';

/** How well the guarded workload is guarded, in one line. */
export function postureChip(posture: Posture | null, edges: Iterable<MapEdge>, now: number) {
  if (!posture) {
    return nothing;
  }
  const guarded = posture.guarded[0];
  if (!guarded) {
    return html`<span class="chip posture" title=${posture.why}>
      <pc-glyph name="info" size="18"></pc-glyph>
      <span class="ellipsis">${posture.known ? 'No workload is guarded' : `Posture not known: ${posture.why}`}</span>
    </span>`;
  }
  const name = guarded.id.slice(guarded.id.indexOf('/') + 1);
  const last = [...edges]
    .filter((edge) => edge.destination === guarded.id && edge.lastDenied)
    .map((edge) => Date.parse(edge.lastDenied!))
    .sort((a, b) => b - a)[0];
  return html`<span class="chip posture" title=${guarded.reachableBy.length ? `May reach it: ${guarded.reachableBy.join(', ')}` : 'Nobody may reach it'}>
    <span class="seal ${guarded.isolated ? '' : 'open'}"><pc-glyph name=${guarded.isolated ? 'gate-closed' : 'gate-open'} size="14"></pc-glyph></span>
    <span><b class="mono">${name}</b>: <b>${guarded.isolated ? 'guarded' : 'not isolated'}</b></span>
    <span class="dot">·</span>
    <span class="ellipsis">reachable by <b>${guarded.reachableBy.length} of ${guarded.of}</b> workloads</span>
    ${last ? html`<span class="dot wide">·</span><span class="wide">last denial ${since(last, now)}</span>` : nothing}
  </span>`;
}
