import { CircleQuestionMark } from 'lucide-react';
import { Popover } from '../../parts/Popover.tsx';
import styles from './FindHelp.module.css';

/** How `parseSpanQuery` reads queries, by example. */
const EXAMPLES: readonly (readonly [query: string, meaning: string])[] = [
  ['checkout "order placed"', 'words and phrases anywhere in a span'],
  ['-redis', 'not this word; works before everything here'],
  ['service:pay', 'the service’s name contains it'],
  ['name:="GET /cart"', 'the operation is exactly this'],
  ['error', 'spans that failed, as status:error or error:true'],
  ['kind:server', 'server, client, producer, consumer or internal'],
  ['duration>200ms self>=1.5s', 'its duration, and its self time'],
  ['http.route:/cart', 'an attribute contains it; http.route: has it at all'],
  ['http.status_code>=500', 'an attribute as a number'],
  ['event:retry', 'has an event of this name'],
  ['id:4bf92f35', 'the span’s or the trace’s id'],
];

/** The query language, one example a line. */
export function FindHelp() {
  return (
    <Popover label="What can be found" icon={CircleQuestionMark} isIconOnly side="left">
      <dl className={styles.examples}>
        {EXAMPLES.map(([query, meaning]) => (
          <div key={query} className={styles.example}>
            <dt>
              <code>{query}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>A span must match every part. Upper and lower case are equal.</p>
    </Popover>
  );
}
