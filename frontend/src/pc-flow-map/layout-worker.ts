/// <reference lib="webworker" />
import { arrange, stack, type Box, type Link, type Places } from './layout.js';

export interface LayoutJob {
  id: number;
  boxes: Box[];
  links: Link[];
  kept: Places;
  narrow: boolean;
}

export interface LayoutDone {
  id: number;
  places: Places;
}

self.onmessage = (event: MessageEvent<LayoutJob>) => {
  const { id, boxes, links, kept, narrow } = event.data;
  const places = narrow ? stack(boxes, links) : arrange(boxes, links, kept);
  (self as unknown as DedicatedWorkerGlobalScope).postMessage({ id, places } satisfies LayoutDone);
};
