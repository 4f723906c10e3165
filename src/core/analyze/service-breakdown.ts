import { type Dataset, serviceOf } from '../model/dataset.ts';
import { StatusCode } from '../model/span-enums.ts';
import type { ServiceIndex, TraceIndex } from '../model/units.ts';

/** What one service has of a trace; times are sums over its spans, in nanoseconds. */
export interface ServicePart {
  readonly service: ServiceIndex;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly duration: number;
  /** `duration` of the trace's duration, 0 to 100 and beyond (spans overlap); 0 where the trace has none. */
  readonly percentage: number;
  readonly selfTime: number;
  readonly criticalTime: number;
}

/**
 * What each service has of `trace`, most critical time first, then most self time; ties keep the order of the spans. `selfTime` and
 * `criticalTime` are columns of the trace's spans.
 */
export function breakDownServices(
  dataset: Dataset,
  trace: TraceIndex,
  { selfTime, criticalTime }: { readonly selfTime: Float64Array; readonly criticalTime: Float64Array },
): ServicePart[] {
  const { spans, traces } = dataset;
  const first = traces.firstSpan[trace];
  const whole = traces.duration[trace];
  const parts = new Map<ServiceIndex, { -readonly [K in keyof ServicePart]: ServicePart[K] }>();
  for (let span = first; span < traces.firstSpan[(trace + 1) as TraceIndex]; span++) {
    const part = partOf(serviceOf(dataset, span));
    part.spanCount++;
    if (spans.status[span] === StatusCode.ERROR) part.errorCount++;
    part.duration += spans.duration[span];
    part.selfTime += selfTime[span - first];
    part.criticalTime += criticalTime[span - first];
  }
  for (const part of parts.values()) part.percentage = whole === 0 ? 0 : (part.duration / whole) * 100;
  return [...parts.values()].sort((a, b) => b.criticalTime - a.criticalTime || b.selfTime - a.selfTime);

  function partOf(service: ServiceIndex): { -readonly [K in keyof ServicePart]: ServicePart[K] } {
    let part = parts.get(service);
    if (!part) {
      part = {
        service,
        spanCount: 0,
        errorCount: 0,
        duration: 0,
        percentage: 0,
        selfTime: 0,
        criticalTime: 0,
      };
      parts.set(service, part);
    }
    return part;
  }
}
