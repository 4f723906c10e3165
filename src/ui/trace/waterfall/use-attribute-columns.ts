import { useEffect, useState } from 'react';
import type { AttributeColumn } from '../../../core/engine/trace-answers.ts';
import type { Answer } from '../../../state/app-state.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';

/** Each attribute has its answer in a slot of its own: one more asks for nothing again. */
const slotOf = (key: string) => `attribute ${key}`;

interface Known {
  readonly columns: readonly (AttributeColumn | null)[];
  readonly byKey: ReadonlyMap<string, AttributeColumn>;
}

/** The values of these attributes, by key, as far as they are known. */
export function useAttributeColumns(keys: readonly string[]): ReadonlyMap<string, AttributeColumn> {
  const { trace, params } = useOpenedTrace();
  const { traceId, alignClocks } = params;
  const actions = useActions();
  const revision = useAppState((state) => state.revision);
  const answers = useAppState((state) => (keys.length > 0 ? state.answers : null));
  const wanted = keys.join('\n');
  useEffect(() => {
    for (const key of wanted === '' ? [] : wanted.split('\n'))
      actions.ask(slotOf(key), 'getAttributeColumn', { traceId, alignClocks, key });
  }, [actions, revision, traceId, alignClocks, wanted]);
  const columns = keys.map((key) => {
    const answer = answers?.[slotOf(key)] as Answer<'getAttributeColumn'> | undefined;
    const asked = answer?.answered?.params;
    const isSame = asked?.traceId === traceId && asked.alignClocks === alignClocks;
    return isSame && answer?.result?.code.length === trace.spanCount ? answer.result : null;
  });
  // the same columns are the same map, or every row would be drawn anew with every answer
  const [kept, setKept] = useState<Known>({ columns: [], byKey: new Map() });
  const isKept =
    kept.columns.length === columns.length && columns.every((column, at) => column === kept.columns[at]);
  if (isKept) return kept.byKey;
  const byKey = new Map(columns.flatMap((column) => (column ? [[column.key, column] as const] : [])));
  setKept({ columns, byKey });
  return byKey;
}
