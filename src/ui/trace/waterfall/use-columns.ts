import { useMemo, useState } from 'react';
import type { AttributeColumn } from '../../../core/engine/trace-answers.ts';
import type { ColumnId } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { attributeOf, layOutColumns, type Column } from './columns.ts';
import { useAttributeColumns } from './use-attribute-columns.ts';

/** The columns between names and bars, and what changes their widths. */
export interface Columns {
  readonly columns: readonly Column[];
  /** Px that all of them take. */
  readonly width: number;
  /** The values of the attribute that has the colours; undefined where services have them, or until they are known. */
  readonly colorValues: AttributeColumn | undefined;
  /** Each step of a drag. */
  readonly moveWidth: (id: ColumnId, width: number) => void;
  /** The end of a drag, or a key. */
  readonly setWidth: (id: ColumnId, width: number) => void;
}

/** The look's columns, as far as there is room in `width` px beside names `nameWidth` px wide. */
export function useColumns(width: number, nameWidth: number): Columns {
  const actions = useActions();
  const ids = useAppState((state) => state.view.look.columns);
  const colorBy = useAppState((state) => state.view.look.colorBy);
  const kept = useAppState((state) => state.preferences.columnWidths);
  const [draft, setDraft] = useState<readonly [ColumnId, number] | null>(null);
  const keys = useMemo(() => listKeys(ids, colorBy), [ids, colorBy]);
  const attributes = useAttributeColumns(keys);
  const columns = useMemo(() => {
    const widths = new Map<string, number>(draft ? [...kept, draft] : kept);
    return layOutColumns(ids, attributes, widths, { width, nameWidth });
  }, [ids, attributes, kept, draft, width, nameWidth]);
  return {
    columns,
    width: columns.reduce((sum, column) => sum + column.width, 0),
    colorValues: colorBy === null ? undefined : attributes.get(colorBy),
    moveWidth: (id, next) => setDraft([id, next]),
    setWidth: (id, next) => {
      setDraft(null);
      actions.setPreferences({ columnWidths: [...kept.filter(([other]) => other !== id), [id, next]] });
    },
  };
}

function listKeys(ids: readonly ColumnId[], colorBy: string | null): readonly string[] {
  const keys = ids.flatMap((id) => attributeOf(id) ?? []);
  return colorBy === null || keys.includes(colorBy) ? keys : [...keys, colorBy];
}
