import type { TraceLook } from '../../../state/trace-look.ts';
import type { MenuItem } from '../../parts/MenuList.tsx';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { formatSpanKey } from '../opened/span-key.ts';
import { foldSiblings, spanAt } from './row-actions.ts';
import type { RowContext } from './row-facts.ts';
import { isClosed, RowKind } from './row-list.ts';

/** What the items of a row's menu do to the rest of the page. */
export interface RowMenuDeeds {
  readonly look: (change: Partial<TraceLook>, options?: { readonly replace?: boolean }) => void;
  readonly fit: (span: number) => void;
  readonly toggle: (row: number) => void;
  /** Copies a link to the span, shown as it is now. */
  readonly copyLink: (spanKey: string) => void;
}

/** What the menu of a row is called: its span, group or run. */
export function menuName({ opened, rows }: RowContext, row: number): string {
  if (rows.kind[row] === RowKind.HIDDEN) return 'Spans left out';
  const span = spanAt(opened, rows, row);
  return `${serviceOf(opened, span)} ${operationOf(opened, span)}`;
}

/** What can be done with the row, the most frequent first. */
export function listMenuItems(
  { opened, rows }: RowContext,
  row: number,
  look: Pick<TraceLook, 'folds' | 'top'>,
  deeds: RowMenuDeeds,
): readonly MenuItem[] {
  const kind = rows.kind[row] as RowKind;
  if (kind === RowKind.HIDDEN) return [{ label: 'Show these spans', run: () => deeds.toggle(row) }];
  const span = spanAt(opened, rows, row);
  const key = formatSpanKey(opened.trace.spanIds, span);
  const service = serviceOf(opened, span);
  const siblings = (to: 'open' | 'closed') =>
    deeds.look(foldSiblings(opened, span, to, look), { replace: true });
  const ofService: MenuItem = {
    label: `Show only ${service}`,
    run: () => deeds.look({ only: { kind: 'service', service } }),
  };
  const folding: MenuItem[] = [
    { label: 'Collapse siblings', run: () => siblings('closed') },
    { label: 'Expand siblings', run: () => siblings('open') },
  ];
  if (kind === RowKind.GROUP) {
    const label = isClosed(rows, row) ? 'Show each of them' : 'Show as one row';
    return [{ label, run: () => deeds.toggle(row) }, ofService];
  }
  return [
    { label: 'Fit to its time', run: () => deeds.fit(span) },
    { label: 'Show only this span and what is below it', run: () => deeds.look({ top: key, zoom: null }) },
    { label: 'Critical path of this span', run: () => deeds.look({ pathOf: key, path: 'critical' }) },
    ...folding,
    ofService,
    { label: 'Copy link to this span', run: () => deeds.copyLink(key) },
  ];
}
