import { percentileOf } from '../lib/quantile.ts';

/** What one service did: every span of it is a request. Durations are in seconds. */
export class ServiceMetrics {
  readonly serviceName: string;
  readonly requestCount: number;
  readonly errorCount: number;
  /** Sum of the durations of all requests. */
  readonly totalDuration: number;
  readonly #sorted: Float64Array;

  /** `durations` of the requests that have one; they are copied. */
  constructor(serviceName: string, requestCount: number, errorCount: number, durations: Float64Array) {
    this.serviceName = serviceName;
    this.requestCount = requestCount;
    this.errorCount = errorCount;
    this.totalDuration = durations.reduce((sum, duration) => sum + duration, 0);
    this.#sorted = durations.toSorted();
  }

  /** Errors ÷ requests, 0 to 1; 0 without requests. */
  getErrorRate(): number {
    return this.requestCount === 0 ? 0 : this.errorCount / this.requestCount;
  }

  /** Mean duration; 0 without requests. */
  getAvgDuration(): number {
    return this.#sorted.length === 0 ? 0 : this.totalDuration / this.#sorted.length;
  }

  /** Duration at `percentile`, 0 to 100: `sorted[min(n − 1, floor(n · percentile / 100))]`; 0 without requests. */
  getPercentile(percentile: number): number {
    return percentileOf(this.#sorted, percentile);
  }
}
