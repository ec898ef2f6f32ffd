import { diffIndices } from 'node-diff3';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';

interface Row {
  base: string[];
  theirs: string[];
  mine: string[];
  kind: 'same' | 'changed' | 'conflict';
}

/**
 * Three texts that went different ways, side by side: what both began with, what the cluster has now, what was written
 * here. Lines that both changed differently are conflicts; where there is none, the merged text is offered.
 *
 * Properties: `base`, `theirs`, `mine`, `theirsTitle`. Events: `pc-three-way-take` with `detail.text`, `detail.which`
 * (`merged`, `mine` or `theirs`) and `detail.mine`, from which it was made.
 */
@customElement('pc-three-way')
export class PcThreeWay extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 12px;
        min-width: 0;
        font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
        color: var(--pc-text);
      }
      .frame {
        max-height: 420px;
        overflow: auto;
        border: 1px solid var(--pc-border);
        border-radius: var(--pc-radius);
      }
      table {
        width: 100%;
        min-width: 720px;
        border-collapse: collapse;
        table-layout: fixed;
        font: 400 11.5px/18px var(--pc-mono);
      }
      th {
        position: sticky;
        top: 0;
        padding: 8px 10px;
        text-align: left;
        font: 600 12px/16px var(--pc-font);
        background: var(--pc-surface-2);
        border-bottom: 1px solid var(--pc-border);
      }
      td {
        vertical-align: top;
        padding: 0 10px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--pc-text-2);
      }
      td + td,
      th + th {
        border-left: 1px solid var(--pc-border);
      }
      tr[data-kind='changed'] td.differs {
        background: var(--pc-undecided-soft);
        color: var(--pc-text);
      }
      tr[data-kind='conflict'] td {
        background: var(--pc-denied-soft);
        color: var(--pc-text);
      }
      .word {
        display: inline-block;
        margin-right: 6px;
        font: 600 11px/18px var(--pc-font);
        color: var(--pc-denied);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
    `
  ];

  @property() base = '';
  @property() theirs = '';
  @property() mine = '';
  @property() theirsTitle = 'In the cluster now';

  protected override render() {
    const { rows, merged } = compare(lines(this.base), lines(this.theirs), lines(this.mine));
    const conflicts = rows.filter((row) => row.kind === 'conflict').length;
    return html`
      <p class="muted" role="status">
        ${conflicts === 0
          ? 'The two changes do not touch each other and can be put together.'
          : `${conflicts === 1 ? 'One place was' : `${conflicts} places were`} changed on both sides; choose, and mend it in the editor. Nothing is lost: your text stays in the editor until you choose another.`}
      </p>
      <div class="frame" tabindex="0" role="region" aria-label="Three-way comparison">
        <table>
          <thead>
            <tr><th scope="col">Both began with</th><th scope="col">${this.theirsTitle}</th><th scope="col">Yours</th></tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr data-kind=${row.kind}>
                ${cell(row.base, false, '')} ${cell(row.theirs, row.kind === 'changed' && !same(row.base, row.theirs), '')} ${cell(row.mine, row.kind === 'changed' && !same(row.base, row.mine), row.kind === 'conflict' ? 'both changed' : '')}
              </tr>`
            )}
          </tbody>
        </table>
      </div>
      <div class="actions">
        ${conflicts === 0
          ? html`<button class="button primary" type="button" @click=${() => this.take(merged, 'merged')}>Put both together</button>`
          : html`<button class="button primary" type="button" @click=${() => this.take(merged, 'merged')}>Put together, mark conflicts</button>`}
        <button class="button" type="button" @click=${() => this.take(this.mine, 'mine')}>Keep mine, on top of theirs</button>
        <button class="button" type="button" @click=${() => this.take(this.theirs, 'theirs')}>Take theirs</button>
      </div>
    `;
  }

  private take(text: string, which: string) {
    this.dispatchEvent(new CustomEvent('pc-three-way-take', { detail: { text, which, mine: this.mine } }));
  }
}

function cell(text: string[], differs: boolean, word: string) {
  return html`<td class=${differs ? 'differs' : ''}>${word ? html`<span class="word">${word}</span>` : ''}${text.join('\n')}</td>`;
}

function lines(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}

interface Hunk {
  from: number;
  to: number;
  text: string[];
}

function hunks(base: string[], other: string[]): Hunk[] {
  return diffIndices(base, other).map((hunk) => ({ from: hunk.buffer1[0], to: hunk.buffer1[0] + hunk.buffer1[1], text: hunk.buffer2Content }));
}

/** Hunks of both sides that touch are looked at together; what lies between them is the same in all three. */
function compare(base: string[], theirs: string[], mine: string[]): { rows: Row[]; merged: string } {
  const sides = { theirs: hunks(base, theirs), mine: hunks(base, mine) };
  const rows: Row[] = [];
  const merged: string[] = [];
  let at = 0;
  const keep = (to: number) => {
    if (to > at) {
      const text = base.slice(at, to);
      rows.push({ base: text, theirs: text, mine: text, kind: 'same' });
      merged.push(...text);
      at = to;
    }
  };
  while (sides.theirs.length || sides.mine.length) {
    const from = Math.min(sides.theirs[0]?.from ?? Infinity, sides.mine[0]?.from ?? Infinity);
    keep(from);
    let to = from;
    const taken: { theirs: Hunk[]; mine: Hunk[] } = { theirs: [], mine: [] };
    for (let grown = true; grown; ) {
      grown = false;
      for (const side of ['theirs', 'mine'] as const) {
        while (sides[side].length && sides[side][0].from <= to) {
          const hunk = sides[side].shift()!;
          taken[side].push(hunk);
          to = Math.max(to, hunk.to);
          grown = true;
        }
      }
    }
    const now = { theirs: applied(base, from, to, taken.theirs), mine: applied(base, from, to, taken.mine) };
    const conflict = taken.theirs.length > 0 && taken.mine.length > 0 && !same(now.theirs, now.mine);
    rows.push({ base: base.slice(from, to), ...now, kind: conflict ? 'conflict' : 'changed' });
    if (conflict) {
      merged.push('# <<< in the cluster', ...now.theirs.map((line) => `# ${line}`), '# === yours', ...now.mine, '# >>>');
    } else {
      merged.push(...(taken.theirs.length ? now.theirs : now.mine));
    }
    at = to;
  }
  keep(base.length);
  return { rows, merged: merged.join('\n') + '\n' };
}

function applied(base: string[], from: number, to: number, changes: Hunk[]): string[] {
  const text: string[] = [];
  let at = from;
  for (const change of changes) {
    text.push(...base.slice(at, change.from), ...change.text);
    at = change.to;
  }
  return [...text, ...base.slice(at, to)];
}
