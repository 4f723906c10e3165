import type { TraceFilter } from '../core/model/filter.ts';
import type { Nanos } from '../core/model/units.ts';
import type { TraceSortKey } from '../core/engine/protocol.ts';
import {
  formatNumber,
  formatSort,
  parseNumber,
  parsePair,
  parseSort,
  type SetParameter,
} from './link-values.ts';
import { formatLook, parseLook } from './trace-look-url.ts';
import { DEFAULT_VIEW, SERVICE_SORT_KEYS, TABS, type View } from './view.ts';

/** What the part of the address after # says. */
export interface Link {
  readonly view: View;
  /** The files the link was made with (`fingerprintOf`), or null. */
  readonly files: string | null;
  /** Whether the built-in sample is meant. */
  readonly isSample: boolean;
  /** Whether a later version of TracAgg wrote it, so that parts may be missing. */
  readonly isNewer: boolean;
}

/** Grows when a parameter changes its meaning; new parameters need no new version. */
const VERSION = 1;

const TRACE_SORT_KEYS: readonly TraceSortKey[] = ['start', 'duration', 'spans', 'services', 'errors', 'root'];

/**
 * The hash (without #) that `parseLink` reads back as the same link. What is as by default is left out, so the first view
 * of nothing is ''.
 */
export function formatLink({ view, files, isSample }: Omit<Link, 'isNewer'>): string {
  const hash = new URLSearchParams();
  const set: SetParameter = (key, value, unless = null) => {
    if (value !== null && value !== unless) hash.append(key, value);
  };
  if (isSample) hash.append('sample', '');
  else set('files', files);
  set('tab', view.tab, DEFAULT_VIEW.tab);
  set('trace', view.traceId);
  set('span', view.spanId);
  formatFilter(view.filter, set);
  set('sort', formatSort(view.traceSort), formatSort(DEFAULT_VIEW.traceSort));
  formatLook(view.look, set);
  set('services-sort', formatSort(view.serviceSort), formatSort(DEFAULT_VIEW.serviceSort));
  for (const service of view.pickedServices) set('pick', service);
  set('scale', view.latencyScale, DEFAULT_VIEW.latencyScale);
  set('form', view.graphForm, DEFAULT_VIEW.graphForm);
  set('color', view.graphColor, DEFAULT_VIEW.graphColor);
  set('least', String(view.graphLeastShare), String(DEFAULT_VIEW.graphLeastShare));
  set('node', view.graphService);
  set('caller', view.graphCall?.caller ?? null);
  set('callee', view.graphCall?.callee ?? null);
  if (hash.size > (isSample ? 1 : 0)) hash.append('v', String(VERSION));
  return hash.toString().replace(/^sample=(?=&|$)/, 'sample');
}

/** What a hash (without #) says; whatever it does not say, or says wrongly, is as by default. Never throws. */
export function parseLink(text: string): Link {
  const hash = new URLSearchParams(text);
  const oneOf = <T extends string>(key: string, choices: readonly T[], otherwise: T): T =>
    choices.find((choice) => choice === hash.get(key)) ?? otherwise;
  const isSample = hash.has('sample');
  const call = parsePair(hash.get('caller'), hash.get('callee'));
  return {
    view: {
      tab: oneOf('tab', TABS, DEFAULT_VIEW.tab),
      filter: parseFilter(hash),
      traceSort: parseSort(hash.get('sort'), TRACE_SORT_KEYS) ?? DEFAULT_VIEW.traceSort,
      traceId: hash.get('trace'),
      spanId: hash.get('span'),
      look: parseLook(hash),
      serviceSort: parseSort(hash.get('services-sort'), SERVICE_SORT_KEYS) ?? DEFAULT_VIEW.serviceSort,
      pickedServices: hash.getAll('pick'),
      latencyScale: oneOf('scale', ['linear', 'log'], DEFAULT_VIEW.latencyScale),
      graphForm: oneOf('form', ['graph', 'table'], DEFAULT_VIEW.graphForm),
      graphColor: oneOf('color', ['error-rate', 'p95'], DEFAULT_VIEW.graphColor),
      graphLeastShare: Math.min(1, parseNumber(hash.get('least')) ?? DEFAULT_VIEW.graphLeastShare),
      graphService: hash.get('node'),
      graphCall: call && { caller: call[0], callee: call[1] },
    },
    files: isSample ? null : hash.get('files'),
    isSample,
    isNewer: (parseNumber(hash.get('v')) ?? VERSION) > VERSION,
  };
}

/**
 * Which files are open, as eight hexadecimal digits: equal for equal names (without folders) and sizes, in any order,
 * copies counted once.
 */
export function fingerprintOf(files: readonly { readonly name: string; readonly size: number }[]): string {
  const lines = files.map(({ name, size }) => `${name.slice(name.lastIndexOf('/') + 1)}\n${size}\n`);
  let hash = 0x811c9dc5;
  for (const line of [...new Set(lines)].sort())
    for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function formatFilter(filter: TraceFilter, set: SetParameter): void {
  set('service', filter.service ?? null);
  set('operation', filter.operation ?? null);
  set('min', formatNumber(filter.minDuration));
  set('max', formatNumber(filter.maxDuration));
  set('errors', filter.hasErrors === undefined ? null : filter.hasErrors ? 'yes' : 'no');
  set('spans', formatNumber(filter.minSpanCount));
  set('q', filter.text ?? null);
}

/** Durations are nanoseconds. */
function parseFilter(hash: URLSearchParams): TraceFilter {
  const filter: { -readonly [K in keyof TraceFilter]: TraceFilter[K] } = {};
  const service = hash.get('service');
  if (service !== null) filter.service = service;
  const operation = hash.get('operation');
  if (operation !== null) filter.operation = operation;
  const minDuration = parseNumber(hash.get('min'));
  if (minDuration !== null) filter.minDuration = minDuration as Nanos;
  const maxDuration = parseNumber(hash.get('max'));
  if (maxDuration !== null) filter.maxDuration = maxDuration as Nanos;
  const errors = hash.get('errors');
  if (errors === 'yes' || errors === 'no') filter.hasErrors = errors === 'yes';
  const minSpanCount = parseNumber(hash.get('spans'));
  if (minSpanCount !== null) filter.minSpanCount = minSpanCount;
  const text = hash.get('q');
  if (text !== null) filter.text = text;
  return filter;
}
