import type { LinkView } from '../../../core/engine/trace-answers.ts';
import { LinkKind } from '../../../core/model/span-enums.ts';
import { useActions } from '../../app-context.tsx';
import { AttributeTable } from './AttributeTable.tsx';
import { ShowMore, useShown } from './ShowMore.tsx';
import { keyOf } from './stable-keys.ts';
import styles from './SpanPanel.module.css';

const KIND_WORDS = new Map<LinkKind, string>([
  [LinkKind.LINK, 'link'],
  [LinkKind.FOLLOWS_FROM, 'follows from'],
  [LinkKind.EXTRA_PARENT, 'further parent'],
]);

interface LinkListProps {
  links: readonly LinkView[];
  /** The trace that is open. */
  traceId: string;
}

/** The other ends of links, each a way there where its trace is open. */
export function LinkList({ links, traceId }: LinkListProps) {
  const { shown, showMore } = useShown(links.length);
  return (
    <>
      <ul>
        {links.slice(0, shown).map((link) => (
          <li key={keyOf(link)} className={styles.line}>
            <LinkEnd link={link} traceId={traceId} />
            {link.attributes.length > 0 && (
              <AttributeTable label="Attributes of the link" attributes={link.attributes} use="copy" />
            )}
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} count={links.length} noun="links" onMore={showMore} />
    </>
  );
}

function LinkEnd({ link, traceId }: { link: LinkView; traceId: string }) {
  const actions = useActions();
  const isHere = link.traceId === traceId;
  const follow = () => {
    const spanId = link.name ? link.spanId : null;
    actions.show(isHere ? { spanId } : { tab: 'trace', traceId: link.traceId, spanId });
  };
  return (
    <>
      <span className={styles.faint}>{KIND_WORDS.get(link.kind)}</span>{' '}
      {link.isLoaded ? (
        <button type="button" className={styles.link} onClick={follow}>
          {link.name ? `${link.name.service} ${link.name.operation}` : <code>{link.traceId}</code>}
        </button>
      ) : (
        <code>{link.spanId || link.traceId}</code>
      )}
      <span className={styles.faint}> {placeOf(link, isHere)}</span>
    </>
  );
}

function placeOf({ traceId, spanId, isLoaded, name }: LinkView, isHere: boolean): string {
  if (isHere) return isLoaded && !name ? `where span ${spanId} is missing` : 'in this trace';
  if (!isLoaded) return `in trace ${traceId}, not in the opened files`;
  return name ? `in trace ${traceId}` : `where span ${spanId} is missing`;
}
