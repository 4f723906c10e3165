import { useState } from 'react';
import type { AttributeKeys } from '../../../core/engine/trace-answers.ts';
import type { ColumnId } from '../../../state/trace-look.ts';
import { useAnswer, useAppState } from '../../app-context.tsx';
import { Check } from '../../parts/Check.tsx';
import { TextInput } from '../../parts/Field.tsx';
import { formatCount, formatCountOf } from '../../parts/format.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import styles from './AttributeColumns.module.css';

type ListedKey = Pick<AttributeKeys['keys'][number], 'key' | 'spanCount'>;

/** Attributes listed at once. */
const SHOWN = 30;

interface AttributeColumnsProps {
  columns: readonly ColumnId[];
  /** Whether no more columns fit. */
  isFull: boolean;
  onChange: (column: ColumnId, isShown: boolean) => void;
}

/** Any attribute of the trace's spans as a column: those shown first, then the most frequent that match what is typed. */
export function AttributeColumns({ columns, isFull, onChange }: AttributeColumnsProps) {
  const { traceId } = useOpenedTrace().trace;
  const { result, isPending } = useAnswer('listAttributeKeys', { traceId, alignClocks: false });
  const [wanted, setWanted] = useState('');
  const keys = result?.keys ?? [];
  const matching = listMatching(keys, columns, wanted);
  const isBare = useAppState(({ coverage }) => coverage !== null);
  if (!isPending && keys.length === 0)
    return (
      <p className={styles.note}>
        {isBare ? 'Attributes are not in memory: see Data.' : 'No span has attributes.'}
      </p>
    );
  return (
    <>
      <TextInput
        type="search"
        aria-label="Attributes to show as columns"
        placeholder={`Find among ${formatCountOf(keys.length, 'attribute')}`}
        value={wanted}
        onChange={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      <div role="group" aria-label="Attributes" aria-busy={isPending} className={styles.keys}>
        {matching.slice(0, SHOWN).map(({ key, spanCount }) => {
          const column = `attribute:${key}` as const;
          const isShown = columns.includes(column);
          return (
            <Check
              key={key}
              checked={isShown}
              disabled={isFull && !isShown}
              note={spanCount > 0 ? formatCountOf(spanCount, 'span') : 'not in this trace'}
              onChange={(next) => onChange(column, next)}
            >
              {key}
            </Check>
          );
        })}
        {matching.length > SHOWN && (
          <p className={styles.note}>{formatCount(matching.length - SHOWN)} more: type to find them</p>
        )}
        {matching.length === 0 && wanted !== '' && <p className={styles.note}>None is called like this.</p>}
      </div>
    </>
  );
}

function listMatching(
  keys: AttributeKeys['keys'],
  columns: readonly ColumnId[],
  wanted: string,
): readonly ListedKey[] {
  const shown = columns.filter((column) => column.startsWith('attribute:')).map((column) => column.slice(10));
  const counts = new Map(keys.map(({ key, spanCount }) => [key, spanCount]));
  const isShown = new Set(shown);
  const all = [
    ...shown.map((key) => ({ key, spanCount: counts.get(key) ?? 0 })),
    ...keys.filter(({ key }) => !isShown.has(key)),
  ];
  return all.filter(({ key }) => key.toLowerCase().includes(wanted.trim().toLowerCase()));
}
