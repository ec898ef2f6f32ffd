import { css } from 'lit';

export const whyStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
    color: var(--pc-text);
    font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
  }
  .why {
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius);
    overflow: hidden;
  }
  .why > * {
    padding: 10px 12px;
  }
  .why > * + * {
    border-top: 1px solid var(--pc-border);
  }
  .because {
    display: flex;
    gap: 10px;
    background: var(--pc-surface-2);
  }
  .because pc-glyph {
    flex: none;
    color: var(--pc-ink);
  }
  p,
  td,
  code {
    overflow-wrap: anywhere;
  }
  ol {
    margin: 0;
    list-style: none;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  li {
    display: grid;
    grid-template-columns: 88px minmax(0, 1fr);
    gap: 8px;
    align-items: baseline;
  }
  .step,
  th {
    color: var(--pc-text-2);
    font-weight: 400;
    text-align: left;
  }
  .links,
  .doubt,
  .hint {
    display: block;
  }
  li .hint {
    display: inline;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    margin-top: 4px;
  }
  .differs {
    color: var(--pc-undecided);
  }
  a:not(.button) {
    color: var(--pc-accent-text);
    overflow-wrap: anywhere;
  }
  table {
    border-collapse: collapse;
    margin-top: 6px;
    width: 100%;
  }
  th {
    width: 88px;
    padding: 2px 8px 2px 0;
    vertical-align: top;
  }
  td {
    padding: 2px 0;
  }
  td pc-glyph {
    vertical-align: -2px;
  }
  .missed td {
    color: var(--pc-denied);
    font-weight: 600;
  }
  .sides {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .notice {
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    border: 1px dashed var(--pc-border-strong);
    border-radius: var(--pc-radius);
    color: var(--pc-text-2);
  }
  .notice pc-glyph {
    flex: none;
    color: var(--pc-undecided);
  }
  .skeleton {
    height: 14px;
    margin-bottom: 8px;
    border-radius: 4px;
    background: var(--pc-surface-3);
    opacity: 0;
    animation: appear 0s 300ms forwards;
  }
  .skeleton.short {
    width: 60%;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
`;
