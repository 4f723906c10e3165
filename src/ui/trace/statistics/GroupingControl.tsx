import { useId, useState, type KeyboardEvent } from 'react';
import type { KeyCount } from '../../../core/engine/trace-answers.ts';
import type { Grouping } from '../../../state/trace-look.ts';
import { useActions, useAnswer, useAppState } from '../../app-context.tsx';
import { TextInput } from '../../parts/Field.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { groupByOf, groupingOf } from './group-name.ts';
import styles from './GroupingControl.module.css';

const CHOICES = [
  { value: 'service', label: 'Service' },
  { value: 'operation', label: 'Operation' },
  { value: 'kind', label: 'Kind' },
  { value: 'attribute', label: 'Attribute' },
] as const;

/** Suggestions shown at once: native lists of thousands stall the page. */
const SHOWN_KEYS = 200;

const NO_KEYS: readonly KeyCount[] = [];

/** What the spans of a group have in common. */
export function GroupingControl() {
  const actions = useActions();
  const groupBy = groupByOf(useAppState((state) => state.view.look.groupBy));
  const keys = useAttributeKeys();
  const show = (grouping: Grouping) => actions.look({ groupBy: grouping });
  const choose = (by: (typeof CHOICES)[number]['value']) => {
    if (by !== 'attribute') show(by);
    else if (keys[0]) show(groupingOf({ by, key: keys[0].key }));
  };
  return (
    <>
      <SegmentedControl label="Group by" showLabel options={CHOICES} value={groupBy.by} onChange={choose} />
      {groupBy.by === 'attribute' && (
        <KeyField
          key={groupBy.key}
          value={groupBy.key}
          keys={keys}
          onChange={(key) => show(groupingOf({ by: 'attribute', key }))}
        />
      )}
    </>
  );
}

function useAttributeKeys(): readonly KeyCount[] {
  const { params } = useOpenedTrace();
  const { traceId, alignClocks } = params;
  return useAnswer('listAttributeKeys', { traceId, alignClocks }).result?.keys ?? NO_KEYS;
}

interface KeyFieldProps {
  value: string;
  keys: readonly KeyCount[];
  onChange: (key: string) => void;
}

/** A field for the key of an attribute: the keys that contain what is typed are offered, and taken when they are whole. */
function KeyField({ value, keys, onChange }: KeyFieldProps) {
  const listId = useId();
  const problemId = useId();
  const [draft, setDraft] = useState(value);
  const [isLeft, setIsLeft] = useState(false);
  const isKnown = (key: string) => keys.some((known) => known.key === key);
  const type = (text: string) => {
    setDraft(text);
    setIsLeft(false);
    if (text !== value && isKnown(text)) onChange(text);
  };
  const finish = () => {
    const [only, ...others] = keys.filter(({ key }) => key.toLowerCase().includes(draft.toLowerCase()));
    if (only && others.length === 0 && only.key !== value) onChange(only.key);
    setIsLeft(true);
  };
  const isWrong = isLeft && !isKnown(draft) && keys.length > 0;
  const shown = draft === value ? '' : draft.toLowerCase();
  return (
    <span className={styles.field}>
      <TextInput
        aria-label="Attribute to group by"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problemId : undefined}
        list={listId}
        value={draft}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={finish}
        onKeyDown={({ key }: KeyboardEvent) => key === 'Enter' && finish()}
        className={styles.input}
      />
      <datalist id={listId}>
        {keys
          .filter(({ key }) => key.toLowerCase().includes(shown))
          .slice(0, SHOWN_KEYS)
          .map(({ key, spanCount, valueCount }) => (
            <option key={key} value={key}>
              {`${formatCountOf(valueCount, 'value')} on ${formatCountOf(spanCount, 'span')}`}
            </option>
          ))}
      </datalist>
      <span id={problemId} role="alert" className={styles.problem}>
        {isWrong && `No span has “${draft}”.`}
      </span>
    </span>
  );
}
