import type { Page, Row } from './model.js';

const EVERY_MILLIS = 500;
const LONGEST_MILLIS = 15_000;
/** The newest rows that are kept in the browser; older ones are still in an export. */
export const WINDOW = 5_000;

/**
 * Asks for what is new, twice a second at most, and never before the last answer came: a slow browser asks less often
 * and costs the others nothing. While it holds, new rows wait and are counted.
 */
export class Tail {
  rows: Row[] = [];
  waiting: Row[] = [];
  waitingCount = 0;
  loaded = false;
  holding = false;
  failure = '';
  refused = false;
  retryAt = 0;

  private cursor = '';
  private filter = '';
  private timer = 0;
  private attempts = 0;
  private abort: AbortController | null = null;
  private stopped = true;

  /** `changed` is told how many rows came on top. */
  constructor(private readonly changed: (added: number) => void) {}

  start(filter: string): void {
    this.stop();
    this.stopped = false;
    this.filter = filter;
    this.cursor = '';
    this.rows = [];
    this.waiting = [];
    this.waitingCount = 0;
    this.loaded = false;
    this.refused = false;
    this.failure = '';
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    this.abort?.abort();
  }

  hold(holding: boolean): void {
    this.holding = holding;
    if (!holding && this.waitingCount > 0) {
      const added = this.put(this.waiting);
      this.waiting = [];
      this.waitingCount = 0;
      this.changed(added);
    } else {
      this.changed(0);
    }
  }

  private async ask(): Promise<void> {
    const abort = (this.abort = new AbortController());
    let pause = EVERY_MILLIS;
    try {
      if (document.visibilityState !== 'hidden' || !this.loaded) {
        const address = new URL(`api/v1/flows/tail?${this.filter}`, document.baseURI);
        if (this.cursor) {
          address.searchParams.set('cursor', this.cursor);
        }
        const response = await fetch(address, { signal: abort.signal, headers: { Accept: 'application/json' } });
        if (response.ok) {
          this.take((await response.json()) as Page);
          this.attempts = 0;
        } else {
          this.refused = response.status === 400 || response.status === 404;
          const problem = (await response.json().catch(() => ({}))) as { detail?: string };
          throw new Error(problem.detail ?? (response.status === 401 || response.status === 403 ? 'You are signed out.' : `The console answered ${response.status}.`));
        }
      }
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      this.failure = error instanceof Error && error.message !== 'Failed to fetch' ? error.message : 'The console does not answer.';
      pause = Math.min(LONGEST_MILLIS, EVERY_MILLIS * 2 ** ++this.attempts);
      this.retryAt = Date.now() + pause;
      this.changed(0);
      if (this.refused) {
        return; // asking the same again would get the same answer
      }
    }
    if (!this.stopped && abort === this.abort) {
      this.timer = window.setTimeout(() => void this.ask(), pause);
    }
  }

  private take(page: Page): void {
    const first = !this.loaded;
    this.failure = '';
    this.cursor = page.cursor;
    this.loaded = true;
    if (page.fresh && !first) {
      this.rows = []; // another run of the console: its numbers begin anew
      this.waiting = [];
      this.waitingCount = 0;
    }
    const news = [...page.rows];
    if (page.skipped + page.missed > 0 && !page.fresh) {
      news.push(notShown(page, news.at(-1)?.seq ?? 0));
    }
    if (this.holding && !first) {
      this.waitingCount += page.rows.filter((row) => row.line).length + page.skipped;
      this.waiting = [...news, ...this.waiting].slice(0, WINDOW);
      this.changed(0);
    } else if (news.length || first) {
      this.changed(this.put(news));
    }
  }

  private put(news: Row[]): number {
    const known = new Map(this.rows.filter((row) => row.between).map((row) => [row.between!.id, row]));
    const fresh: Row[] = [];
    for (const row of news) {
      // The newest word on an interruption comes first, so a later one of the same id is older.
      const old = row.between ? known.get(row.between.id) : undefined;
      if (old) {
        if (!fresh.includes(old)) {
          old.between = row.between; // it grew where it stands
        }
      } else {
        fresh.push(row);
        if (row.between) {
          known.set(row.between.id, row);
        }
      }
    }
    this.rows = [...fresh, ...this.rows].slice(0, WINDOW);
    return fresh.length;
  }
}

let notes = -1;

function notShown(page: Page, seq: number): Row {
  const parts = [];
  if (page.skipped) {
    parts.push(`${page.skipped.toLocaleString('en')} more flows matched than are shown at once; add a filter or export them`);
  }
  if (page.missed) {
    parts.push(`${page.missed.toLocaleString('en')} flows passed before this page asked; nobody knows whether they matched`);
  }
  const now = new Date().toISOString();
  return { seq, line: null, source: null, destination: null, between: { id: notes--, from: now, to: now, events: -1, words: parts.join('. ') } };
}
