import type { Box, Link, Places } from './layout.js';
import type { LayoutDone, LayoutJob } from './layout-worker.js';

const KEY = 'pc-map-places';
const MAX_KEPT = 4_000;

/** Remembers on this browser where cards stand, and asks the worker for the places of new ones. */
export class PlaceKeeper {
  private readonly worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  private kept: Places = load();
  private asked = 0;
  private answer: ((places: Places) => void) | null = null;

  constructor() {
    this.worker.onmessage = (event: MessageEvent<LayoutDone>) => {
      if (event.data.id === this.asked) {
        this.answer?.(event.data.places);
      }
    };
  }

  /** Calls back with a place for each box; only the newest question is answered. `anew` forgets where these stood. */
  ask(boxes: Box[], links: Link[], how: { narrow: boolean; anew: boolean }, answer: (places: Places) => void): void {
    const { narrow, anew } = how;
    this.answer = (places) => {
      if (!narrow) {
        this.keep(places);
      }
      answer(places);
    };
    this.worker.postMessage({ id: ++this.asked, boxes, links, kept: narrow || anew ? {} : this.kept, narrow } satisfies LayoutJob);
  }

  keep(places: Places): void {
    this.kept = { ...this.kept, ...places };
    const ids = Object.keys(this.kept);
    if (ids.length > MAX_KEPT) {
      this.kept = Object.fromEntries(ids.slice(-MAX_KEPT).map((id) => [id, this.kept[id]]));
    }
    try {
      localStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // not remembered beyond this page
    }
  }

  forget(): void {
    this.kept = {};
    this.keep({});
  }

  close(): void {
    this.worker.terminate();
  }
}

function load(): Places {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const places: Places = {};
    for (const [id, at] of Object.entries((read ?? {}) as Record<string, { x: unknown; y: unknown }>)) {
      if (at && Number.isFinite(at.x) && Number.isFinite(at.y)) {
        places[id] = { x: at.x as number, y: at.y as number };
      }
    }
    return places;
  } catch {
    return {};
  }
}
