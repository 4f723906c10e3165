import { useMemo } from 'react';
import type { AttributeColumn, TraceView } from '../../../core/engine/trace-answers.ts';
import { stringAt } from '../../../core/lib/joined-strings.ts';
import { STYLE_COUNT, styleOfRank, useServiceStyle, type ServiceStyle } from '../../parts/service-style.ts';
import type { OpenedTrace } from '../opened/opened-trace.ts';

/** A colour of the bars, and what it stands for. */
export interface LegendEntry {
  readonly name: string;
  readonly style: ServiceStyle;
  readonly spanCount: number;
}

/** How the bars are coloured. */
export interface BarStyles {
  readonly styleOf: (span: number) => ServiceStyle;
  /** What its colour says beyond its service, for those who cannot see it; null where there is nothing. */
  readonly wordsOf: (span: number) => string | null;
  /** The values that have a colour, most spans first; none where no span has the attribute; null where services have them. */
  readonly legend: readonly LegendEntry[] | null;
}

const OTHER: ServiceStyle = { color: 'var(--ink-3)', texture: 0, monogram: '' };
const WITHOUT: ServiceStyle = { color: 'var(--line-strong)', texture: 0, monogram: '' };

/** Bars by service or, where the values of an attribute are given, by those. */
export function useBarStyles(
  { trace }: Pick<OpenedTrace, 'trace'>,
  values: AttributeColumn | undefined,
): BarStyles {
  const styleOfService = useServiceStyle();
  return useMemo(
    () => (values ? styleByValue(values) : styleByService(trace, styleOfService)),
    [trace, values, styleOfService],
  );
}

/** The minimap asks for every span: a style is found by two numbers. */
function styleByService(trace: TraceView, styleOfService: (service: string) => ServiceStyle): BarStyles {
  const { operation } = trace.spans;
  const styles = trace.operations.map(({ service }) => styleOfService(trace.services[service]!));
  return { styleOf: (span) => styles[operation[span]!]!, wordsOf: () => null, legend: null };
}

/** The most frequent values have a style each; all others share one, and the spans without the attribute another. */
export function styleByValue({ key, values, code }: AttributeColumn): BarStyles {
  const counts = new Int32Array(values.end.length);
  let withoutCount = 0;
  for (let span = 0; span < code.length; span++) {
    if (code[span]! < 0) withoutCount++;
    else counts[code[span]!]!++;
  }
  const ranked = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const styles: ServiceStyle[] = Array.from(counts, () => OTHER);
  const legend: LegendEntry[] = [];
  for (const [rank, value] of ranked.slice(0, STYLE_COUNT).entries()) {
    const name = stringAt(values, value);
    styles[value] = { ...styleOfRank(rank), monogram: shorten(name) };
    legend.push({ name, style: styles[value], spanCount: counts[value]! });
  }
  let otherCount = 0;
  for (const value of ranked.slice(STYLE_COUNT)) otherCount += counts[value]!;
  if (otherCount > 0)
    legend.push({ name: `${ranked.length - STYLE_COUNT} others`, style: OTHER, spanCount: otherCount });
  if (withoutCount > 0 && counts.length > 0)
    legend.push({ name: 'without it', style: WITHOUT, spanCount: withoutCount });
  return {
    styleOf: (span) => styles[code[span]!] ?? WITHOUT,
    wordsOf: (span) => (code[span]! < 0 ? null : `${key} ${stringAt(values, code[span]!)}`),
    legend,
  };
}

/** Letters of a value that stand at its bars. */
const MOST_LETTERS = 12;

function shorten(value: string): string {
  return value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS - 1)}…` : value;
}
