import { css } from 'lit';

/** What elements with a shadow of their own share with the pages around them. */
export const shared = css`
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  p {
    margin: 0;
  }
  h1 {
    font-size: var(--pc-text-20);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  h2 {
    font-size: var(--pc-text-14);
    font-weight: 600;
    line-height: 1.3;
  }
  :focus-visible {
    outline: 2px solid var(--pc-focus);
    outline-offset: 2px;
  }
  code,
  .mono {
    font-family: var(--pc-mono);
    font-size: 0.925em;
    font-variant-ligatures: none;
  }
  .muted {
    color: var(--pc-text-2);
  }
  .hint {
    color: var(--pc-text-3);
    font-size: var(--pc-text-12);
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .spacer {
    flex: 1;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    height: 32px;
    padding: 0 12px;
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius-pill);
    background: var(--pc-surface);
    color: var(--pc-text-2);
    white-space: nowrap;
    min-width: 0;
  }
  .chip b {
    color: var(--pc-text);
    font-weight: 600;
  }
  .dot {
    color: var(--pc-border-strong);
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }
  .button {
    height: var(--pc-control-height);
    padding: 0 12px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    border: 1px solid var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    color: var(--pc-text);
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    text-decoration: none;
    transition: background var(--pc-fast) var(--pc-ease);
  }
  .button:hover {
    background: var(--pc-surface-2);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
  }
  .button.primary {
    background: var(--pc-accent);
    border-color: var(--pc-accent);
    color: var(--pc-on-accent);
    font-weight: 600;
  }
  .segments {
    display: inline-flex;
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius);
    background: var(--pc-surface-2);
    padding: 2px;
    height: 32px;
  }
  .segments button {
    border: 0;
    background: none;
    padding: 0 12px;
    border-radius: 4px;
    color: var(--pc-text-2);
    white-space: nowrap;
    cursor: pointer;
  }
  .segments button[aria-pressed='true'] {
    background: var(--pc-surface);
    box-shadow: 0 0 0 1px var(--pc-border-strong);
    color: var(--pc-text);
    font-weight: 600;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 22px;
    padding: 0 8px;
    border-radius: var(--pc-radius-pill);
    font-weight: 600;
    font-size: var(--pc-text-12);
    white-space: nowrap;
    color: var(--pc-text-2);
    background: var(--pc-lost-soft);
  }
  .badge[data-kind='allowed'] {
    color: var(--pc-allowed);
    background: var(--pc-allowed-soft);
  }
  .badge[data-kind='denied'] {
    color: var(--pc-denied);
    background: var(--pc-denied-soft);
  }
  .badge[data-kind='l7'] {
    color: var(--pc-l7);
    background: var(--pc-l7-soft);
  }
  .badge[data-kind='undecided'] {
    color: var(--pc-undecided);
    background: var(--pc-undecided-soft);
  }
  [data-tone='denied'] {
    color: var(--pc-denied);
  }
  [data-tone='allowed'] {
    color: var(--pc-allowed);
  }
`;
