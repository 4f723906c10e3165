const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/**
 * A drawing as a file of its own: what its styles come to is written into attributes, on the page's background. Elements
 * with `data-screen-only` are left out.
 */
export function formatSvg(svg: SVGSVGElement): string {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    const around = getComputedStyle(originals[i]!.parentElement!);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      const inherited = name === 'opacity' ? '1' : around.getPropertyValue(name);
      if (element.parentNode === copy || value !== inherited) element.setAttribute(name, value);
    }
    for (const name of ['class', 'tabindex', 'role', 'aria-pressed', 'aria-hidden', 'data-draggable'])
      element.removeAttribute(name);
  });
  copy.querySelectorAll('[data-screen-only]').forEach((element) => element.remove());
  copy.removeAttribute('class');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.prepend(createGround(svg));
  return new XMLSerializer().serializeToString(copy);
}

function createGround(svg: SVGSVGElement): SVGRectElement {
  const ground = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute(
    'fill',
    getComputedStyle(svg.ownerDocument.documentElement).backgroundColor || '#ffffff',
  );
  return ground;
}

/** Saves text as a file, through the browser's own download. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the download reads it after the click
}
