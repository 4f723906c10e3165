import type { TimeWindow } from '../core/engine/trace-answers.ts';
import type { Nanos } from '../core/model/units.ts';
import { formatSort, parseNumber, parsePair, parseSort, type SetParameter } from './link-values.ts';
import {
  DEFAULT_LOOK,
  FIND_MODES,
  FLAME_FORMS,
  FLAME_MEASURES,
  FOLD_SCOPES,
  GROUP_SORT_KEYS,
  MOST_COLUMNS,
  PATHS,
  SIBLING_SORTS,
  TRACE_FORMS,
  type ColumnId,
  type Fold,
  type FoldScope,
  type Grouping,
  type ShowOnly,
  type TraceLook,
} from './trace-look.ts';

/** Of many folds, a link holds the last ones, in so many characters: what a chat or a mail still takes for one link. */
const FOLDS_LENGTH = 6000;

/** Sets the parameters of a link that say how the trace is looked at; what is as by default is left out. */
export function formatLook(look: TraceLook, set: SetParameter): void {
  set('look', look.form, DEFAULT_LOOK.form);
  set('path', look.path, DEFAULT_LOOK.path);
  set('of', look.pathOf);
  set('window', formatWindow(look.pathWindow));
  set('waited', formatList(look.blocking));
  set('unwaited', formatList(look.nonBlocking));
  set('zoom', formatWindow(look.zoom));
  set('top', look.top);
  set('fold', formatFolds(look));
  set('groups', look.isGrouped ? null : 'off');
  set('siblings', look.siblingSort, DEFAULT_LOOK.siblingSort);
  formatColumns(look.columns, set);
  set('color-by', look.colorBy);
  set('find', look.find, DEFAULT_LOOK.find);
  set('matches', look.findMode, DEFAULT_LOOK.findMode);
  set('only', look.only && formatOnly(look.only));
  set('clocks', look.alignClocks ? 'aligned' : null);
  set('group-by', shortenAttribute(look.groupBy), DEFAULT_LOOK.groupBy);
  set('groups-sort', formatSort(look.groupSort), formatSort(DEFAULT_LOOK.groupSort));
  set('flame', look.flameForm, DEFAULT_LOOK.flameForm);
  set('measure', look.flameMeasure, DEFAULT_LOOK.flameMeasure);
  set('of-service', look.flameOperation?.service ?? null);
  set('of-operation', look.flameOperation?.operation ?? null);
}

/** What a link's parameters say; whatever they do not say, or say wrongly, is as by default. */
export function parseLook(hash: URLSearchParams): TraceLook {
  const oneOf = <T extends string>(key: string, choices: readonly T[], otherwise: T): T =>
    choices.find((choice) => choice === hash.get(key)) ?? otherwise;
  const called = parsePair(hash.get('of-service'), hash.get('of-operation'));
  return {
    form: oneOf('look', TRACE_FORMS, DEFAULT_LOOK.form),
    path: oneOf('path', PATHS, DEFAULT_LOOK.path),
    pathOf: hash.get('of'),
    pathWindow: parseWindow(hash.get('window')),
    blocking: parseList(hash.get('waited')),
    nonBlocking: parseList(hash.get('unwaited')),
    zoom: parseWindow(hash.get('zoom')),
    top: hash.get('top'),
    ...parseFolds(hash.get('fold')),
    isGrouped: hash.get('groups') !== 'off',
    siblingSort: oneOf('siblings', SIBLING_SORTS, DEFAULT_LOOK.siblingSort),
    columns: parseColumns(hash.getAll('column')),
    colorBy: hash.get('color-by'),
    find: hash.get('find') ?? DEFAULT_LOOK.find,
    findMode: oneOf('matches', FIND_MODES, DEFAULT_LOOK.findMode),
    only: parseOnly(hash.get('only')),
    alignClocks: hash.get('clocks') === 'aligned',
    groupBy: parseGrouping(hash.get('group-by')) ?? DEFAULT_LOOK.groupBy,
    groupSort: parseSort(hash.get('groups-sort'), GROUP_SORT_KEYS) ?? DEFAULT_LOOK.groupSort,
    flameForm: oneOf('flame', FLAME_FORMS, DEFAULT_LOOK.flameForm),
    flameMeasure: oneOf('measure', FLAME_MEASURES, DEFAULT_LOOK.flameMeasure),
    flameOperation: called && { service: called[0], operation: called[1] },
  };
}

/** "1200-4500": whole nanoseconds, so that what is in sight is within the window. */
function formatWindow(window: TimeWindow | null): string | null {
  return window && `${Math.floor(window.from)}-${Math.ceil(window.to)}`;
}

function parseWindow(text: string | null): TimeWindow | null {
  const [, from, to] = /^(-?\d+)-(-?\d+)$/.exec(text ?? '') ?? [];
  if (from === undefined || to === undefined) return null;
  const window = { from: Number(from), to: Number(to) };
  return Number.isSafeInteger(window.from) && Number.isSafeInteger(window.to) && window.from < window.to
    ? window
    : null;
}

/** Names with dots between them: a dot, or an asterisk, within a name has an asterisk before it. */
function formatList(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.map(escapeName).join('.');
}

function parseList(text: string | null): readonly string[] {
  return text === null ? [] : splitNames(text);
}

function escapeName(name: string): string {
  return name.replaceAll(/[.*]/g, '*$&');
}

function splitNames(text: string): string[] {
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '*') name += text[++at] ?? '';
    else if (text[at] === '.') {
      names.push(name);
      name = '';
    } else name += text[at]!;
  }
  return [...names, name];
}

/** A letter for what a fold is about: small ones close, capitals open. */
const FOLD_LETTERS: Readonly<Record<FoldScope, string>> = {
  span: 's',
  children: 'c',
  group: 'g',
  groups: 'a',
  above: 'u',
  matches: 'm',
  hidden: 'h',
};

/** "3.s1a2b.C3c4d": the levels that are open to begin with, then each fold as a letter and a span. */
function formatFolds({ openLevels, folds }: Pick<TraceLook, 'openLevels' | 'folds'>): string | null {
  const newest: string[] = [];
  let length = 0;
  for (let at = folds.length - 1; at >= 0; at--) {
    const fold = formatFold(folds[at]!);
    length += fold.length + 1;
    if (length > FOLDS_LENGTH) break;
    newest.push(fold);
  }
  if (openLevels !== null) newest.push(String(openLevels));
  return newest.length === 0 ? null : newest.toReversed().join('.');
}

function formatFold({ to, what, span }: Fold): string {
  const letter = FOLD_LETTERS[what];
  return (to === 'open' ? letter.toUpperCase() : letter) + escapeName(span);
}

function parseFolds(text: string | null): Pick<TraceLook, 'openLevels' | 'folds'> {
  let openLevels: number | null = null;
  const folds: Fold[] = [];
  for (const part of parseList(text)) {
    const fold = parseFold(part);
    if (fold) folds.push(fold);
    else if (/^[1-9]\d{0,8}$/.test(part)) openLevels = Number(part);
  }
  return { openLevels, folds };
}

function parseFold(text: string): Fold | null {
  const letter = text.slice(0, 1);
  const small = letter.toLowerCase();
  const what = FOLD_SCOPES.find((known) => FOLD_LETTERS[known] === small);
  return what ? { to: letter === small ? 'closed' : 'open', what, span: text.slice(1) } : null;
}

/** One parameter a column; "none" where there are none. */
function formatColumns(columns: readonly ColumnId[], set: SetParameter): void {
  if (columns.length === 0) set('column', 'none');
  else if (columns.join(' ') !== DEFAULT_LOOK.columns.join(' '))
    for (const column of columns) set('column', shortenAttribute(column));
}

function parseColumns(texts: readonly string[]): readonly ColumnId[] {
  if (texts.length === 0) return DEFAULT_LOOK.columns;
  const columns = new Set<ColumnId>();
  for (const text of texts) {
    const column = PLAIN_COLUMNS.find((known) => known === text) ?? parseAttribute(text);
    if (column && columns.size < MOST_COLUMNS) columns.add(column);
  }
  return columns.size === 0 && !texts.includes('none') ? DEFAULT_LOOK.columns : [...columns];
}

const PLAIN_COLUMNS = ['service', 'duration', 'self', 'critical'] as const;

function parseGrouping(text: string | null): Grouping | null {
  return PLAIN_GROUPINGS.find((known) => known === text) ?? parseAttribute(text);
}

const PLAIN_GROUPINGS = ['service', 'operation', 'kind'] as const;

const ATTRIBUTE = 'attribute:';

/** Links write "attribute:http.method" as ".http.method". */
function shortenAttribute(name: ColumnId | Grouping): string {
  return name.startsWith(ATTRIBUTE) ? `.${name.slice(ATTRIBUTE.length)}` : name;
}

function parseAttribute(text: string | null): `attribute:${string}` | null {
  return text?.startsWith('.') ? `${ATTRIBUTE}${text.slice(1)}` : null;
}

/** "path", "errors", "zoom", "slower-2000000" in nanoseconds, "service-cart". */
function formatOnly(only: ShowOnly): string {
  switch (only.kind) {
    case 'path':
    case 'errors':
    case 'zoom':
      return only.kind;
    case 'slower':
      return `slower-${only.than}`;
    case 'service':
      return `service-${only.service}`;
  }
}

function parseOnly(text: string | null): ShowOnly | null {
  if (text === 'path' || text === 'errors' || text === 'zoom') return { kind: text };
  if (text?.startsWith('service-')) return { kind: 'service', service: text.slice('service-'.length) };
  const than = text?.startsWith('slower-') ? parseNumber(text.slice('slower-'.length)) : null;
  return than === null ? null : { kind: 'slower', than: than as Nanos };
}
