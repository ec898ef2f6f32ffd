import { css } from 'lit';

export const mapStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100%;
    min-height: 0;
    color: var(--pc-text);
    font: 400 var(--pc-text-13) / var(--pc-line) var(--pc-font);
    font-variant-numeric: tabular-nums;
  }
  .head {
    grid-column: 1 / 3;
    min-height: 56px;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px 12px;
    padding: 8px 24px;
    border-bottom: 1px solid var(--pc-border);
    background: var(--pc-bg);
  }
  .posture {
    padding-left: 6px;
    overflow: hidden;
  }
  .seal {
    flex: none;
    width: 22px;
    height: 22px;
    border-radius: 50%;
    background: var(--pc-ink);
    color: var(--pc-surface);
    display: grid;
    place-items: center;
  }
  .seal.open {
    background: none;
    color: var(--pc-undecided);
    border: 1.5px dashed var(--pc-undecided);
  }
  .filter {
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    font-weight: 500;
    max-width: 160px;
  }
  input.filter {
    width: 150px;
    font-weight: 400;
  }
  input.port {
    width: 72px;
  }
  .filter.on {
    border-color: var(--pc-accent);
    color: var(--pc-accent-text);
  }
  .stage {
    position: relative;
    grid-column: 1;
    grid-row: 2;
    min-height: 0;
    overflow: hidden;
    background: var(--pc-canvas);
    background-image: radial-gradient(var(--pc-dot) 1px, transparent 1.2px);
    background-size: 24px 24px;
    outline-offset: -3px;
  }
  .stage > canvas,
  .cy {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .stage > canvas {
    pointer-events: none;
  }
  .stage.frozen::after {
    content: '';
    position: absolute;
    inset: 0;
    pointer-events: none;
    opacity: 0.16;
    background: repeating-linear-gradient(-45deg, var(--pc-lost) 0 1.5px, transparent 1.5px 9px);
  }
  pc-flow-table {
    grid-column: 1;
    grid-row: 2;
    min-height: 0;
  }
  pc-flow-detail {
    grid-column: 2;
    grid-row: 2 / 4;
    width: var(--pc-drawer-width);
  }
  .under {
    grid-column: 1;
    grid-row: 3;
    min-width: 0;
  }
  .card {
    background: var(--pc-surface);
    border: 1px solid var(--pc-border);
    border-radius: var(--pc-radius-l);
  }
  .legend {
    position: absolute;
    left: 24px;
    bottom: 20px;
    min-height: 36px;
    max-width: calc(100% - 190px);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding: 6px 16px;
    font-size: var(--pc-text-12);
    color: var(--pc-text-2);
    z-index: 1;
  }
  .crowd {
    position: absolute;
    left: 24px;
    top: 16px;
    max-width: calc(100% - 48px);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding: 6px 16px;
    min-height: 36px;
    font-size: var(--pc-text-12);
    color: var(--pc-text-2);
    z-index: 1;
  }
  .crowd b {
    color: var(--pc-text);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    white-space: nowrap;
  }
  .legend .ink {
    color: var(--pc-ink);
  }
  .tools {
    position: absolute;
    right: 24px;
    bottom: 20px;
    display: flex;
    overflow: hidden;
    z-index: 1;
  }
  .tools button {
    width: 36px;
    height: 34px;
    padding: 0;
    display: grid;
    place-items: center;
    border: 0;
    border-left: 1px solid var(--pc-border);
    background: none;
    color: var(--pc-text-2);
    cursor: pointer;
  }
  .tools button:first-child {
    border-left: 0;
  }
  .tools button:hover {
    background: var(--pc-surface-2);
  }
  .tools button:focus-visible {
    outline-offset: -2px;
  }
  .tools button[aria-pressed='false'] {
    color: var(--pc-control);
  }
  .banner {
    position: absolute;
    top: 16px;
    left: 50%;
    transform: translateX(-50%);
    width: max-content;
    max-width: calc(100% - 32px);
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 12px 16px;
    z-index: 2;
  }
  .banner pc-glyph {
    color: var(--pc-undecided);
  }
  .banner pc-glyph.calm {
    color: var(--pc-accent-text);
  }
  .banner b.gaps {
    display: inline;
  }
  .under[hidden] {
    display: none;
  }
  .banner b {
    display: block;
    font-weight: 600;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 24px;
    pointer-events: none;
  }
  .empty > div {
    display: flex;
    gap: 12px;
    padding: 24px;
    max-width: 460px;
    border: 1px dashed var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background: var(--pc-surface);
    pointer-events: auto;
  }
  .empty pc-glyph {
    color: var(--pc-ink);
  }
  .skeletons {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 96px;
    opacity: 0;
    animation: appear 0s 300ms forwards;
  }
  .skeletons span {
    width: 176px;
    height: 72px;
    border: 1px solid var(--pc-border-strong);
    border-radius: var(--pc-radius);
    background:
      linear-gradient(var(--pc-surface-3), var(--pc-surface-3)) 16px 18px / 96px 12px no-repeat,
      linear-gradient(var(--pc-surface-3), var(--pc-surface-3)) 16px 44px / 140px 10px no-repeat,
      var(--pc-surface);
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  @media (max-width: 1180px) {
    pc-flow-detail {
      width: 340px;
    }
    .legend {
      display: none;
    }
  }
  @media (max-width: 720px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .head {
      grid-column: 1;
      padding: 8px 16px;
    }
    .wide {
      display: none;
    }
    .under {
      display: none;
    }
    .posture {
      border: 0;
      background: none;
      padding: 0;
      height: auto;
      display: grid;
      grid-template-columns: 40px minmax(0, 1fr);
      gap: 0 12px;
      border-radius: 0;
    }
    .posture .seal {
      grid-row: span 2;
      width: 40px;
      height: 40px;
      border-radius: var(--pc-radius);
    }
    .posture .dot {
      display: none;
    }
    pc-flow-detail {
      grid-column: 1;
      grid-row: 3;
      width: auto;
      max-height: 40dvh;
      display: flex;
      flex-direction: column;
    }
    .banner {
      top: 60px;
    }
    .tools {
      right: 12px;
      top: 12px;
      bottom: auto;
    }
    .tools button {
      border: 0;
    }
    .tools button.wide {
      display: none;
    }
  }
`;
