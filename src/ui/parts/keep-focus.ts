/** As a ref: where the element goes with the focus in it, the view has the focus, which so is never lost. */
export function keepFocus(element: HTMLElement | null): () => void {
  return () => {
    if (element?.contains(document.activeElement)) document.getElementById('main')?.focus();
  };
}
