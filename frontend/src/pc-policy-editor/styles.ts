import { EditorView } from '@codemirror/view';
import { css } from 'lit';

export const editorStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    border: 1px solid var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    color: var(--pc-text);
    overflow: hidden;
    font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
  }
  :host(:focus-within) {
    border-color: var(--pc-focus);
    box-shadow: 0 0 0 1px var(--pc-focus);
  }
  .host {
    flex: 1;
    min-height: 0;
    overflow: hidden;
    display: flex;
  }
  .list {
    flex: none;
    max-height: 132px;
    overflow-y: auto;
    border-top: 1px solid var(--pc-border);
    background: var(--pc-surface-2);
  }
  .list button {
    display: flex;
    gap: 8px;
    width: 100%;
    padding: 6px 12px;
    border: 0;
    border-bottom: 1px solid var(--pc-border);
    background: none;
    text-align: left;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .list button:last-child {
    border-bottom: 0;
  }
  .list button:focus-visible {
    outline-offset: -2px;
  }
  .list button:hover {
    background: var(--pc-surface-3);
  }
  .list pc-glyph {
    flex: none;
    margin-top: 2px;
    color: var(--pc-undecided);
  }
  .list [data-severity='error'] pc-glyph {
    color: var(--pc-denied);
  }
  .list [data-severity='note'] pc-glyph {
    color: var(--pc-text-3);
  }
  .list code {
    color: var(--pc-text-3);
  }
  .fine {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 6px 12px;
    color: var(--pc-text-2);
  }
  .list .fine pc-glyph {
    margin: 0;
    color: var(--pc-text-2);
  }
  .ending {
    margin-left: 24px;
    padding: 0 6px;
    border-radius: 4px;
    font: 400 12px/18px var(--pc-font);
    color: var(--pc-undecided);
    background: var(--pc-undecided-soft);
  }
  .ending[data-severity='error'] {
    color: var(--pc-denied);
    background: var(--pc-denied-soft);
  }
  .ending[data-severity='note'] {
    color: var(--pc-text-2);
    background: var(--pc-surface-3);
  }
`;

export const editorTheme = EditorView.theme({
  '&': { flex: '1', minWidth: '0', fontSize: '12.5px', color: 'var(--pc-text)', backgroundColor: 'var(--pc-surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--pc-mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--pc-text)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--pc-text)' },
  '.cm-gutters': { backgroundColor: 'var(--pc-surface-2)', color: 'var(--pc-text-3)', borderRight: '1px solid var(--pc-border)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--pc-accent-soft) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--pc-accent-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--pc-accent) 25%, transparent)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--pc-accent-soft)', outline: '1px solid var(--pc-border-strong)' },
  '.cm-tooltip': { backgroundColor: 'var(--pc-surface)', border: '1px solid var(--pc-border-strong)', borderRadius: '6px', color: 'var(--pc-text)' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--pc-mono)', fontSize: '12px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--pc-accent)', color: 'var(--pc-on-accent)' },
  '.cm-completionDetail': { fontFamily: 'var(--pc-font)', fontStyle: 'normal', opacity: '0.8' },
  '.cm-diagnostic': { fontFamily: 'var(--pc-font)', overflowWrap: 'anywhere', maxWidth: '460px' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--pc-denied)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dashed var(--pc-undecided)' },
  '.cm-lintRange-info': { backgroundImage: 'none', borderBottom: '1px dotted var(--pc-text-3)' }
});
