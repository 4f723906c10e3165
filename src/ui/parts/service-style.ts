import { createContext, useContext } from 'react';

/** How a service is drawn: one of eight hues, then the same hues with a texture, and two letters that say it without colour. */
export interface ServiceStyle {
  /** CSS colour. */
  readonly color: string;
  /** 0 plain, 1 striped, 2 dotted. */
  readonly texture: 0 | 1 | 2;
  readonly monogram: string;
}

const HUES = 8;
const TEXTURES = 3;

/**
 * A style for each service. Depends on the set of names alone, not on their order: each takes the hue its name hashes to,
 * or the next that fewer services have.
 */
export function assignServiceStyles(services: readonly string[]): ReadonlyMap<string, ServiceStyle> {
  const styles = new Map<string, ServiceStyle>();
  const taken = Array.from({ length: HUES }, () => 0);
  for (const service of [...services].sort()) {
    const wanted = hashOf(service) % HUES;
    let least = wanted;
    for (let step = 1; step < HUES; step++) {
      const hue = (wanted + step) % HUES;
      if (taken[hue]! < taken[least]!) least = hue;
    }
    const texture = (taken[least]!++ % TEXTURES) as 0 | 1 | 2;
    styles.set(service, { color: `var(--service-${least})`, texture, monogram: monogramOf(service) });
  }
  return styles;
}

/** How many styles can be told apart: every hue plain and with each texture. */
export const STYLE_COUNT = HUES * TEXTURES;

/** The hue and texture of the value that is the `rank`-th (from 0) of at most `STYLE_COUNT` by frequency. */
export function styleOfRank(rank: number): Omit<ServiceStyle, 'monogram'> {
  return {
    color: `var(--service-${rank % HUES})`,
    texture: (Math.floor(rank / HUES) % TEXTURES) as 0 | 1 | 2,
  };
}

/** "checkout-service" as "CS", "cart" as "CA". */
export function monogramOf(service: string): string {
  const words = service.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean);
  const letters =
    words.length > 1 ? words[0]!.charAt(0) + words[1]!.charAt(0) : (words[0] ?? '?').slice(0, 2);
  return letters.toUpperCase();
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Of a service that is not among those known. */
const styleOfUnknown = (service: string): ServiceStyle => ({
  color: 'var(--ink-3)',
  texture: 0,
  monogram: monogramOf(service),
});

/** What `<ServiceStyles>` provides. */
export const ServiceStyleContext = createContext<(service: string) => ServiceStyle>(styleOfUnknown);

/** The style of each of `services`, and one for any other. */
export function styleOfEach(services: readonly string[]): (service: string) => ServiceStyle {
  const styles = assignServiceStyles(services);
  return (service) => styles.get(service) ?? styleOfUnknown(service);
}

/** The style of each service in the data set, the same in every view, and the same function until services come or go. */
export function useServiceStyle(): (service: string) => ServiceStyle {
  return useContext(ServiceStyleContext);
}
