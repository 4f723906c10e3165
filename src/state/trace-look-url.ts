import { DEFAULT_LOOK, PATHS, type TraceLook } from './trace-look.ts';

/** Sets the parameters of a link that say how the trace is looked at; what is as by default is left out. */
export function formatLook(
  look: TraceLook,
  set: (key: string, value: string | null, unless?: string | null) => void,
): void {
  set('path', look.path, DEFAULT_LOOK.path);
}

/** What a link's parameters say; whatever they do not say, or say wrongly, is as by default. */
export function parseLook(hash: URLSearchParams): TraceLook {
  const path = PATHS.find((known) => known === hash.get('path')) ?? DEFAULT_LOOK.path;
  return { ...DEFAULT_LOOK, path };
}
