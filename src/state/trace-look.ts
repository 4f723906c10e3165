import type { FlameMeasure, FlameOrder, SiblingSort, TimeWindow } from '../core/engine/trace-answers.ts';
import type { Nanos } from '../core/model/units.ts';

/** The ways to look at an opened trace. */
export const TRACE_FORMS = ['waterfall', 'flame', 'statistics', 'events'] as const;
export type TraceForm = (typeof TRACE_FORMS)[number];

/** Which path the waterfall marks. */
export const PATHS = ['critical', 'longest', 'off'] as const;
export type PathMode = (typeof PATHS)[number];

export const SIBLING_SORTS: readonly SiblingSort[] = ['start', 'duration', 'self', 'critical'];
export const FLAME_FORMS: readonly FlameForm[] = ['time', 'left-heavy', 'sandwich'];
export const FLAME_MEASURES: readonly FlameMeasure[] = ['self', 'critical', 'count'];
export type FlameForm = FlameOrder | 'sandwich';

/** More columns than this leave no room for the bars. */
export const MOST_COLUMNS = 20;

/** A column beside the bars: one of these, or an attribute as "attribute:" and its key. */
export type ColumnId = 'service' | 'duration' | 'self' | 'critical' | `attribute:${string}`;

/** Spans shown whatever is hidden; their ancestors stay in sight, dimmed. `zoom`: those that run in `TraceLook.zoom`. */
export type ShowOnly =
  | { readonly kind: 'path' | 'errors' | 'zoom' }
  | { readonly kind: 'slower'; readonly than: Nanos }
  | { readonly kind: 'service'; readonly service: string };

/**
 * What a fold is about. `span`: the descendants of the span; `children`: those of each of its children; `group`: the group
 * of like siblings it is in; `groups`: all groups of the trace; `above`: everything that hides the span itself; `matches`:
 * everything that hides what is found; `hidden`: the run of spans left out that begins with the span.
 */
export const FOLD_SCOPES = ['span', 'children', 'group', 'groups', 'above', 'matches', 'hidden'] as const;
export type FoldScope = (typeof FOLD_SCOPES)[number];

/** A change of what is folded, in the order in which they were made. */
export interface Fold {
  readonly to: 'open' | 'closed';
  readonly what: FoldScope;
  /** The span's key, as in `View.spanId`; '' where `what` needs none, and for the children at the top of the trace. */
  readonly span: string;
}

/** What the statistics are sorted by: the name of a group, or a measure of it, as `SpanGroups` names them. */
export const GROUP_SORT_KEYS = [
  'name',
  'count',
  'errorCount',
  'duration',
  'selfTime',
  'criticalTime',
  'mean',
  'p50',
  'p95',
  'max',
] as const;
export type GroupSortKey = (typeof GROUP_SORT_KEYS)[number];

/** What the statistics group by, and what a flame's colours and the bars may follow: an attribute as "attribute:" and its key. */
export type Grouping = 'service' | 'operation' | 'kind' | `attribute:${string}`;

/** What is found, and marked or left. */
export const FIND_MODES = ['mark', 'filter'] as const;
type FindMode = (typeof FIND_MODES)[number];

/** How the opened trace is looked at: part of what a link restores. Spans are named by their keys, as in `View.spanId`. */
export interface TraceLook {
  readonly form: TraceForm;
  readonly path: PathMode;
  /** The span whose critical path is shown; null: the root's. */
  readonly pathOf: string | null;
  /** The part of time that the critical path explains; null: all of it. */
  readonly pathWindow: TimeWindow | null;
  /** Spans that a reviewer says were waited for, or were not. */
  readonly blocking: readonly string[];
  readonly nonBlocking: readonly string[];
  /** The part of time that is in sight; null: all of it. */
  readonly zoom: TimeWindow | null;
  /** The span whose subtree is all that is shown; null: the whole trace. */
  readonly top: string | null;
  /** Levels that are open to begin with; null: all. */
  readonly openLevels: number | null;
  readonly folds: readonly Fold[];
  readonly isGrouped: boolean;
  readonly siblingSort: SiblingSort;
  readonly columns: readonly ColumnId[];
  /** The attribute whose values have the colours; null: services have them. */
  readonly colorBy: string | null;
  readonly find: string;
  readonly findMode: FindMode;
  readonly only: ShowOnly | null;
  readonly alignClocks: boolean;
  readonly groupBy: Grouping;
  readonly groupSort: { readonly key: GroupSortKey; readonly descending: boolean };
  readonly flameForm: FlameForm;
  readonly flameMeasure: FlameMeasure;
  /** The operation in the middle of the sandwich. */
  readonly flameOperation: { readonly service: string; readonly operation: string } | null;
}

export const DEFAULT_LOOK: TraceLook = {
  form: 'waterfall',
  path: 'critical',
  pathOf: null,
  pathWindow: null,
  blocking: [],
  nonBlocking: [],
  zoom: null,
  top: null,
  openLevels: null,
  folds: [],
  isGrouped: true,
  siblingSort: 'start',
  columns: ['duration'],
  colorBy: null,
  find: '',
  findMode: 'mark',
  only: null,
  alignClocks: false,
  groupBy: 'operation',
  groupSort: { key: 'selfTime', descending: true },
  flameForm: 'time',
  flameMeasure: 'self',
  flameOperation: null,
};

/** `look` for another trace: what names spans or times of the one before is as by default. */
export function forAnotherTrace(look: TraceLook): TraceLook {
  const { pathOf, pathWindow, blocking, nonBlocking, zoom, top, openLevels, folds, alignClocks } =
    DEFAULT_LOOK;
  return { ...look, pathOf, pathWindow, blocking, nonBlocking, zoom, top, openLevels, folds, alignClocks };
}
