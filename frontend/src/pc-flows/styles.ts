import { css } from 'lit';

export const pageStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    height: 100%;
    min-height: 0;
    color: var(--pc-text);
    font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
    font-variant-numeric: tabular-nums;
  }
  .top,
  .filters,
  .foot {
    grid-column: 1 / 3;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px 12px;
    padding: 8px 24px;
    background: var(--pc-bg);
  }
  .top {
    min-height: 56px;
  }
  .filters {
    padding-top: 0;
    padding-bottom: 12px;
    border-bottom: 1px solid var(--pc-border);
  }
  pc-flow-filters {
    flex: 1;
  }
  main {
    position: relative;
    grid-column: 1;
    grid-row: 3;
    min-height: 0;
    min-width: 0;
    background: var(--pc-surface);
  }
  pc-flow-rows {
    position: absolute;
    inset: 0;
  }
  pc-flow-drawer {
    grid-column: 2;
    grid-row: 3;
    width: var(--pc-drawer-width);
    min-height: 0;
  }
  .foot {
    grid-row: 4;
    padding: 6px 24px;
    border-top: 1px solid var(--pc-border);
    color: var(--pc-text-3);
    font-size: var(--pc-text-12);
  }
  .live {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .live i {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--pc-allowed);
  }
  .live[data-state='held'] i {
    background: none;
    border: 2px solid var(--pc-text-3);
  }
  .live[data-state='away'] i {
    background: var(--pc-undecided);
    border-radius: 0;
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .recorded {
    grid-column: 1 / 3;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px 12px;
    padding: 8px 24px;
    border-bottom: 1px dashed var(--pc-undecided);
    background: var(--pc-undecided-soft);
  }
  .recorded pc-glyph {
    color: var(--pc-undecided);
  }
  :host([recording]) {
    grid-template-rows: auto auto auto minmax(0, 1fr) auto;
  }
  :host([recording]) main,
  :host([recording]) pc-flow-drawer {
    grid-row: 4;
  }
  :host([recording]) .foot {
    grid-row: 5;
  }
  .menu {
    position: relative;
  }
  .menu > div {
    position: absolute;
    right: 0;
    top: 36px;
    z-index: 6;
    min-width: 200px;
    max-height: 70vh;
    overflow: auto;
    padding: 8px;
    border: 1px solid var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    box-shadow: var(--pc-shadow);
  }
  .menu label,
  .menu a {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 5px 8px;
    border-radius: 4px;
    color: inherit;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  .menu label:hover,
  .menu a:hover {
    background: var(--pc-surface-2);
  }
  .open {
    width: 380px;
    padding: 16px !important;
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .center {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 24px;
    pointer-events: none;
  }
  .center > div {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    max-width: 520px;
    padding: 24px;
    border: 1px dashed var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    pointer-events: auto;
  }
  .center b {
    font-weight: 600;
  }
  .center p {
    overflow-wrap: anywhere;
  }
  .warn pc-glyph {
    color: var(--pc-undecided);
  }
  .skeletons {
    position: absolute;
    inset: 40px 24px;
    background: repeating-linear-gradient(var(--pc-surface-3) 0 12px, transparent 12px 32px);
    opacity: 0;
    animation: appear 0s 300ms forwards;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  select {
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    font-weight: 500;
  }
  @media (max-width: 900px) {
    .top,
    .filters,
    .foot,
    .recorded {
      padding-left: 16px;
      padding-right: 16px;
    }
    pc-flow-drawer {
      grid-column: 1;
      width: auto;
      z-index: 2;
    }
  }
  /* As narrow as where the table shows no columns. */
  @media (max-width: 640px) {
    .wide {
      display: none;
    }
  }
`;
