import type { StreamStatus } from '../pc-flow-map/model.js';

/** Why no flows arrive although the console answers; nothing while they do, or while nobody knows. */
export async function relayAway(): Promise<string> {
  try {
    const response = await fetch(new URL('api/v1/status', document.baseURI), { headers: { Accept: 'application/json' } });
    const { relay } = (await response.json()) as { relay: StreamStatus };
    return relay.connected ? '' : relay.message || 'Relay does not answer';
  } catch {
    return '';
  }
}
