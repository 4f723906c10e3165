import { useMemo } from 'react';
import { stringAt, type JoinedStrings } from '../../../core/lib/joined-strings.ts';
import {
  completeKey,
  completeValue,
  readQueryEnd,
  type QueryEnd,
} from '../../../core/model/complete-query.ts';
import { valuesOfKey } from '../../../core/model/parse-span-query.ts';
import { useAnswer } from '../../app-context.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';

/** More are no help, and native lists of thousands stall the page. */
const MOST = 20;

interface FindCompletionsProps {
  id: string;
  query: string;
  /** Whether somebody is writing: else the list is empty, and nothing is asked. */
  isOffered: boolean;
}

/** What a query that is being written may become, as the native list of a field: keys and values of the trace. */
export function FindCompletions({ id, query, isOffered }: FindCompletionsProps) {
  const end = useMemo(() => (isOffered ? readQueryEnd(query) : null), [query, isOffered]);
  return <datalist id={id}>{end && <Completions end={end} />}</datalist>;
}

function Completions({ end }: { end: QueryEnd }) {
  if (end.key === null) return <KeyOptions end={end} />;
  return end.key.isFixed ? (
    <NameOptions end={end} name={end.key.text.toLowerCase()} />
  ) : (
    <ValueOptions end={end} attribute={end.key.text} />
  );
}

function KeyOptions({ end }: { end: QueryEnd }) {
  const { params } = useOpenedTrace();
  const { traceId, alignClocks } = params;
  const keys = useAnswer('listAttributeKeys', { traceId, alignClocks }).result?.keys ?? [];
  return (
    <Options
      completed={completeKey(
        end,
        keys.map(({ key }) => key),
        MOST,
      )}
    />
  );
}

function NameOptions({ end, name }: { end: QueryEnd; name: string }) {
  const { trace } = useOpenedTrace();
  const names = useMemo(() => {
    if (name === 'service') return trace.services;
    const isOperation = name === 'operation' || name === 'name';
    return isOperation ? new Set(trace.operations.map((operation) => operation.name)) : valuesOfKey(name);
  }, [trace, name]);
  return <Options completed={completeValue(end, names, MOST)} />;
}

function ValueOptions({ end, attribute }: { end: QueryEnd; attribute: string }) {
  const { params } = useOpenedTrace();
  const { traceId, alignClocks } = params;
  const column = useAnswer(
    'getAttributeColumn',
    { traceId, alignClocks, key: attribute },
    'find-values',
  ).result;
  return (
    <Options
      completed={column?.key === attribute ? completeValue(end, stringsOf(column.values), MOST) : []}
    />
  );
}

function* stringsOf(joined: JoinedStrings): Iterable<string> {
  for (let at = 0; at < joined.end.length; at++) yield stringAt(joined, at);
}

function Options({ completed }: { completed: readonly string[] }) {
  return completed.map((query) => (
    <option key={query} value={query}>
      {query}
    </option>
  ));
}
