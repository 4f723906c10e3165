/** "rgb(103, 31, 55)" of any CSS colour as `element` has it, variables and system colours among them: as canvases take it. */
export function resolveColor(element: HTMLElement, color: string): string {
  element.style.color = color;
  const { color: resolved } = getComputedStyle(element);
  element.style.color = '';
  return resolved;
}
