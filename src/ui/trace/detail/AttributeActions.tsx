import { Check, Columns3, Copy, ListFilter, ListX, Palette } from 'lucide-react';
import type { AttributeView } from '../../../core/engine/trace-answers.ts';
import { MOST_COLUMNS, type ColumnId } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { useCopy } from '../../parts/use-copy.ts';
import { termOf, withTerm } from './attribute-terms.ts';
import styles from './AttributeActions.module.css';

/** What an attribute is good for: that of a span or its resource for all; that of an event is only looked for. */
export type AttributeUse = 'all' | 'find' | 'copy';

interface AttributeActionsProps {
  attribute: AttributeView;
  use: Exclude<AttributeUse, 'copy'>;
}

/** What can be done to the whole trace with one attribute of one span. */
export function AttributeActions({ attribute, use }: AttributeActionsProps) {
  const look = useAppState((state) => state.view.look);
  const actions = useActions();
  const { isCopied, copy } = useCopy();
  const { key } = attribute;
  const column: ColumnId = `attribute:${key}`;
  const isColumn = look.columns.includes(column);
  const others = look.columns.filter((other) => other !== column);
  const isColored = look.colorBy === key;
  const find = (isNot: boolean) =>
    actions.look({ find: withTerm(look.find, termOf(attribute, isNot)), findMode: 'filter' });
  return (
    <div role="group" aria-label={key} className={styles.actions}>
      <Button variant="quiet" icon={ListFilter} onClick={() => find(false)}>
        Only these
      </Button>
      <Button variant="quiet" icon={ListX} onClick={() => find(true)}>
        Leave out
      </Button>
      {use === 'all' && (
        <>
          <Button
            variant="quiet"
            icon={Columns3}
            aria-pressed={isColumn}
            disabled={!isColumn && look.columns.length >= MOST_COLUMNS}
            onClick={() => actions.look({ columns: isColumn ? others : [...others, column] })}
          >
            {isColumn ? 'Remove column' : 'Add column'}
          </Button>
          <Button
            variant="quiet"
            icon={Palette}
            aria-pressed={isColored}
            onClick={() => actions.look({ colorBy: isColored ? null : key })}
          >
            {isColored ? 'Colour by service' : 'Colour by this'}
          </Button>
        </>
      )}
      <Button variant="quiet" icon={isCopied ? Check : Copy} onClick={() => void copy(attribute.value)}>
        Copy value
      </Button>
    </div>
  );
}
