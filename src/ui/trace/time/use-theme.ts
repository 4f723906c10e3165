import { useSyncExternalStore } from 'react';

/** The page's theme: for what is painted with colours read from the page. */
export function useTheme(): string | undefined {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme);
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
