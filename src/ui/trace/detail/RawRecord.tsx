import { useMemo, useState } from 'react';
import type { SpanParams } from '../../../core/engine/trace-answers.ts';
import { useAnswer } from '../../app-context.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { formatCount } from '../../parts/format.ts';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';
import { indentJson } from './indent-json.ts';
import { LongText } from './LongText.tsx';
import styles from './RawRecord.module.css';

const FORMS = [
  { value: 'indented', label: 'Indented' },
  { value: 'stored', label: 'As it stands' },
] as const;

/** The span's record, read again from its file: to see what was there before anything was read into it. */
export function RawRecord({ params }: { params: SpanParams }) {
  const { result, answered, isPending, error } = useAnswer('getRecord', params);
  const [form, setForm] = useState<(typeof FORMS)[number]['value']>('indented');
  const isOfThisSpan = answered?.params.span === params.span && answered.params.traceId === params.traceId;
  const text = isOfThisSpan ? (result?.text ?? null) : null;
  const shown = useMemo(() => text && (form === 'indented' ? indentJson(text) : text), [text, form]);
  if (error) return <p className={styles.problem}>{error.message}</p>;
  if (!isOfThisSpan || !result)
    return (
      <p role="status" className={styles.note}>
        {isPending && 'Reading the file…'}
      </p>
    );
  const { problem, file, offset } = result;
  return (
    <>
      {problem && <p className={styles.problem}>{problem}</p>}
      {text !== null && shown !== null && (
        <>
          <div className={styles.tools}>
            <SegmentedControl label="Form of the record" options={FORMS} value={form} onChange={setForm} />
            <CopyButton text={text} label="Copy the record as it stands" />
          </div>
          <ScrollRegion label="Record" className={styles.text}>
            <pre>
              <LongText text={shown} folded={20_000} />
            </pre>
          </ScrollRegion>
          <p className={styles.note}>
            {file}, from byte {formatCount(offset)} of its text
          </p>
        </>
      )}
    </>
  );
}
