import { useEffect, useEffectEvent, useId, useState, type ChangeEvent, type KeyboardEvent } from 'react';
import { classNames } from '../parts/class-names.ts';
import { TextInput } from '../parts/Field.tsx';
import styles from './DraftField.module.css';

/** What a text means; or why it means nothing; or null while it may still become something. */
export type Parsed<T> = { readonly value: T } | { readonly complaint: string } | null;

interface DraftFieldProps<T> {
  /** The accessible name. */
  label: string;
  placeholder: string;
  /** undefined is an empty field. */
  value: T | undefined;
  format: (value: T) => string;
  /** Never called with nothing. `isFinished`: the field was left, or Enter pressed. */
  parse: (text: string, isFinished: boolean) => Parsed<T>;
  /** `isFirst`: the first change since the field was entered. */
  onChange: (value: T | undefined, isFirst: boolean) => void;
  /** Offered while the field has the focus. */
  suggestions?: readonly string[];
  type?: 'text' | 'search';
  id?: string;
  className?: string | undefined;
}

/** Milliseconds without a key after which what was typed counts: longer than between two keys, shorter than a glance up. */
const TYPING_REST = 200;
/** Suggestions shown at once, and only in the field that has the focus: native lists of thousands stall the page. */
const SHOWN_SUGGESTIONS = 200;

/** A text field whose text becomes a value when typing rests, on Enter, or when the field is left. */
export function DraftField<T extends string | number>(props: DraftFieldProps<T>) {
  const { label, placeholder, suggestions, type = 'text', id, className } = props;
  const complaintId = useId();
  const listId = useId();
  const field = useDraft(props);
  return (
    <span className={classNames(styles.field, className)}>
      <TextInput
        {...field.input}
        id={id}
        type={type}
        aria-label={label}
        placeholder={placeholder}
        title={label}
        list={suggestions && listId}
        aria-invalid={field.complaint !== null}
        aria-describedby={field.complaint === null ? undefined : complaintId}
        className={classNames(styles.input, props.value !== undefined && styles.active)}
      />
      {suggestions && field.isEntered && (
        <datalist id={listId}>
          {matching(suggestions, field.draft ?? '').map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      )}
      <span id={complaintId} role="alert" className={styles.complaint}>
        {field.complaint !== null && `${field.complaint} The filter stays as it was.`}
      </span>
    </span>
  );
}

function useDraft<T extends string | number>({ value, format, parse, onChange }: DraftFieldProps<T>) {
  const shown = value === undefined ? '' : format(value);
  // null while the field shows the value itself
  const [draft, setDraft] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isFirst, setIsFirst] = useState(true);
  const [isEntered, setIsEntered] = useState(false);
  const read = (text: string, isFinished: boolean): Parsed<T | undefined> =>
    text.trim() === '' ? { value: undefined } : parse(text.trim(), isFinished);

  const [lastValue, setLastValue] = useState(value);
  if (value !== lastValue) {
    setLastValue(value);
    // changed from outside (Back, "clear all"): what was being typed is void
    const meant = draft === null ? null : read(draft, false);
    if (!meant || !('value' in meant) || meant.value !== value) {
      setDraft(null);
      setComplaint(null);
    }
  }

  const commit = (text: string, isFinished: boolean) => {
    const parsed = read(text, isFinished);
    setComplaint(parsed && 'complaint' in parsed ? parsed.complaint : null);
    if (!parsed || 'complaint' in parsed) return;
    if (isFinished) setDraft(null);
    if (parsed.value === value) return;
    setIsFirst(false);
    onChange(parsed.value, isFirst);
  };
  const commitAtRest = useEffectEvent((text: string) => commit(text, false));
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => commitAtRest(draft), TYPING_REST);
    return () => clearTimeout(timer);
  }, [draft]);

  const input = {
    value: draft ?? shown,
    onFocus: () => {
      setIsFirst(true);
      setIsEntered(true);
    },
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => setDraft(currentTarget.value),
    onBlur: () => {
      setIsEntered(false);
      if (draft !== null) commit(draft, true);
    },
    onKeyDown: ({ key }: KeyboardEvent) => key === 'Enter' && draft !== null && commit(draft, true),
  };
  return { input, draft, complaint, isEntered };
}

/** The first names that contain what is typed. */
function matching(names: readonly string[], draft: string): string[] {
  const wanted = draft.toLowerCase();
  const found: string[] = [];
  for (const name of names) {
    if (name.toLowerCase().includes(wanted)) found.push(name);
    if (found.length === SHOWN_SUGGESTIONS) break;
  }
  return found;
}
