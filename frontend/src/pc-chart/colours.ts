/** Replaces the names of tokens in a chart's configuration by what they are in the page's theme. */
export function resolve(value: unknown, from: Element): unknown {
  if (typeof value === 'string') {
    const token = /^var\((--pc-[a-z0-9-]+)\)$/.exec(value);
    if (token) {
      return read(from, token[1]);
    }
    const hatch = /^hatch\((--pc-[a-z0-9-]+)\)$/.exec(value);
    return hatch ? stripes(from, hatch[1], `${hatch[1]}-soft`) : value;
  }
  if (Array.isArray(value)) {
    return value.map((one) => resolve(one, from));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, from)]));
  }
  return value;
}

/** Diagonal stripes of one token's colour on another's. */
export function stripes(from: Element, colour: string, ground: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const context = tile.getContext('2d')!;
  context.fillStyle = read(from, ground);
  context.fillRect(0, 0, 6, 6);
  context.strokeStyle = read(from, colour);
  context.lineWidth = 1.6;
  context.beginPath();
  for (const shift of [-6, 0, 6]) {
    context.moveTo(shift - 1, 7);
    context.lineTo(shift + 7, -1);
  }
  context.stroke();
  return context.createPattern(tile, 'repeat') ?? read(from, colour);
}

function read(from: Element, token: string): string {
  return getComputedStyle(from).getPropertyValue(token).trim();
}
