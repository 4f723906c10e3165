import type { LinkView } from '../../../core/engine/trace-answers.ts';
import { LinkKind } from '../../../core/model/span-enums.ts';
import { useActions } from '../../app-context.tsx';
import { AttributeTable } from './AttributeTable.tsx';
import styles from './SpanPanel.module.css';

const KIND_WORDS = new Map<LinkKind, string>([
  [LinkKind.LINK, 'link'],
  [LinkKind.FOLLOWS_FROM, 'follows from'],
  [LinkKind.EXTRA_PARENT, 'further parent'],
]);

/** The spans a span points to, each a way there where its trace is open. */
export function LinkList({ links }: { links: readonly LinkView[] }) {
  const actions = useActions();
  return (
    <ul>
      {links.map((link, at) => (
        // links may be equal, and the list never changes
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at} className={styles.line}>
          <span className={styles.faint}>{KIND_WORDS.get(link.kind)}</span>{' '}
          {link.isLoaded ? (
            <button
              type="button"
              className={styles.link}
              onClick={() =>
                actions.show({
                  tab: 'trace',
                  traceId: link.traceId,
                  spanId: link.span < 0 ? null : link.spanId,
                })
              }
            >
              <code>{link.spanId || link.traceId}</code>
            </button>
          ) : (
            <code>{link.spanId || link.traceId}</code>
          )}
          <span className={styles.faint}>{placeOf(link)}</span>
          {link.attributes.length > 0 && (
            <AttributeTable label="Attributes of the link" attributes={link.attributes} />
          )}
        </li>
      ))}
    </ul>
  );
}

function placeOf(link: LinkView): string {
  if (!link.isLoaded) return ` in trace ${link.traceId}, not in the opened files`;
  return link.span < 0
    ? ` in trace ${link.traceId}, where this span is missing`
    : ` in trace ${link.traceId}`;
}
