import { css } from 'lit';

export const detailStyles = css`
  :host {
    display: block;
    min-height: 0;
  }
  aside {
    height: 100%;
    overflow-y: auto;
    display: flex;
    flex-direction: column;
    gap: 18px;
    padding: 16px 24px 20px;
    background: var(--pc-surface);
    border-left: 1px solid var(--pc-border);
    animation: in var(--pc-base) var(--pc-ease);
  }
  @keyframes in {
    from {
      opacity: 0;
      transform: translateX(16px);
    }
  }
  .grip {
    display: none;
  }
  .icon {
    width: 32px;
    padding: 0;
    margin-right: -8px;
  }
  .path {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--pc-text-13);
    font-weight: 600;
    margin-top: -6px;
  }
  .stroke {
    flex: none;
    width: 28px;
    height: 0;
    border-top: 2px solid var(--pc-allowed);
    position: relative;
  }
  .stroke::after {
    content: '';
    position: absolute;
    right: -2px;
    top: -5px;
    border-left: 7px solid var(--pc-allowed);
    border-top: 4px solid transparent;
    border-bottom: 4px solid transparent;
  }
  .stroke[data-kind='denied'] {
    border-top: 2px dashed var(--pc-denied);
  }
  .stroke[data-kind='denied']::after {
    border: 0;
    top: -8px;
    width: 2.5px;
    height: 14px;
    background: var(--pc-denied);
  }
  .stroke[data-kind='l7'] {
    border-top: 2px dotted var(--pc-l7);
  }
  .stroke[data-kind='l7']::after {
    border-left-color: var(--pc-l7);
  }
  .stroke[data-kind='undecided'] {
    border-top: 2px dashed var(--pc-undecided);
  }
  .stroke[data-kind='undecided']::after {
    border-left-color: var(--pc-undecided);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(3, auto);
    justify-content: space-between;
    gap: 16px;
    font-size: var(--pc-text-12);
    color: var(--pc-text-2);
  }
  .figures b {
    display: block;
    font-size: var(--pc-text-20);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.01em;
    color: var(--pc-text);
  }
  .figures b[data-tone='denied'] {
    color: var(--pc-denied);
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    table-layout: auto;
  }
  th {
    font-weight: 500;
    font-size: var(--pc-text-12);
    text-align: left;
    color: var(--pc-text-3);
    height: 26px;
    padding: 0 8px 0 0;
    white-space: nowrap;
  }
  td {
    height: 28px;
    font-size: var(--pc-text-12);
    border-top: 1px solid var(--pc-border);
    padding: 0 8px 0 0;
    white-space: nowrap;
  }
  .number {
    text-align: right;
    padding-right: 0;
  }
  td.reason {
    max-width: 150px;
  }
  td.flags {
    max-width: 64px;
  }
  td.reason pc-glyph {
    vertical-align: -2px;
  }
  td.peer {
    max-width: 170px;
  }
  .link {
    border: 0;
    background: none;
    padding: 0;
    max-width: 100%;
    color: var(--pc-accent-text);
    cursor: pointer;
  }
  a {
    color: var(--pc-accent-text);
    text-decoration: none;
  }
  .denied {
    color: var(--pc-denied);
  }
  .allowed {
    color: var(--pc-allowed);
  }
  .l7 {
    color: var(--pc-l7);
  }
  .undecided {
    color: var(--pc-undecided);
  }
  .notice {
    display: flex;
    gap: 12px;
    padding: 12px;
    border: 1px dashed var(--pc-border-strong);
    border-radius: var(--pc-radius);
  }
  .notice pc-glyph {
    color: var(--pc-undecided);
  }
  .skeleton {
    height: 56px;
    border-radius: 4px;
    background: var(--pc-surface-3);
    opacity: 0;
    animation: appear 0s 300ms forwards;
  }
  .skeleton.short {
    height: 16px;
    width: 60%;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  pc-command {
    margin-top: auto;
  }
  @media (max-width: 720px) {
    aside {
      border-left: 0;
      border-top: 1px solid var(--pc-border);
      border-radius: 12px 12px 0 0;
      padding-top: 8px;
      gap: 12px;
    }
    .grip {
      display: block;
      align-self: center;
      width: 36px;
      height: 4px;
      border-radius: 2px;
      background: var(--pc-border-strong);
      flex: none;
    }
  }
`;
