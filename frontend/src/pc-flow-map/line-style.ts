import type { StylesheetJson } from 'cytoscape';
import type { Palette } from './palette.js';

/** How Cytoscape draws the lines; cards, labels and bars are drawn by us. */
export function lineStyle(colours: Palette): StylesheetJson {
  const colour = colours.verdict;
  return [
    { selector: 'node', style: { shape: 'round-rectangle', width: 'data(width)', height: 'data(height)', 'background-opacity': 0, 'border-width': 0, 'overlay-opacity': 0 } },
    {
      selector: 'edge',
      style: {
        'curve-style': 'data(curve)',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)',
        'edge-distances': 'endpoints',
        'source-endpoint': 'data(from)',
        'target-endpoint': 'data(to)',
        width: 'data(width)',
        'line-opacity': 'data(opacity)',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 1.05,
        'overlay-opacity': 0,
        'underlay-color': colours.accent,
        'underlay-padding': 4,
        'underlay-opacity': 0,
        'line-color': colour.allowed,
        'target-arrow-color': colour.allowed
      }
    },
    { selector: 'edge[opacity < 1]', style: { 'target-arrow-color': colour.allowed } },
    { selector: 'edge[selected = 1]', style: { 'underlay-opacity': 0.18 } },
    { selector: 'edge[kind = "l7"]', style: { 'line-color': colour.l7, 'target-arrow-color': colour.l7, 'line-style': 'dashed', 'line-dash-pattern': [0.1, 6], 'line-cap': 'round' } },
    { selector: 'edge[kind = "undecided"]', style: { 'line-color': colour.undecided, 'target-arrow-color': colour.undecided, 'line-style': 'dashed', 'line-dash-pattern': [10, 4, 2, 4], 'target-arrow-shape': 'vee' } },
    // The bar at its end is drawn with the cards, where it can pulse.
    { selector: 'edge[kind = "denied"]', style: { 'line-color': colour.denied, 'line-style': 'dashed', 'line-dash-pattern': [7, 5], 'target-arrow-shape': 'none' } }
  ] as unknown as StylesheetJson;
}
