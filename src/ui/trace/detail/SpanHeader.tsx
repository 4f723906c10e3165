import { Braces, FileText, Link2, X } from 'lucide-react';
import type { Ref } from 'react';
import type { SpanDetail } from '../../../core/engine/trace-answers.ts';
import { useActions } from '../../app-context.tsx';
import { useCommands } from '../../parts/commands.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { linkHere } from '../../parts/link-here.ts';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { useCopy } from '../../parts/use-copy.ts';
import { isError, operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';
import { formatSpanJson } from './span-json.ts';
import { formatSpanMarkdown } from './span-markdown.ts';
import styles from './SpanPanel.module.css';

const AS_JSON = 'Copy span as JSON (OTLP)';
const AS_MARKDOWN = 'Copy span as Markdown';

interface SpanHeaderProps {
  ref: Ref<HTMLElement>;
  /** Of the heading, which names the panel. */
  id: string;
  opened: OpenedTrace;
  span: number;
  /** null while it is on its way. */
  detail: SpanDetail | null;
  onClose: () => void;
}

/** Which span it is, and ways to take it along: as a link, as JSON, as Markdown. */
export function SpanHeader({ ref, id, opened, span, detail, onClose }: SpanHeaderProps) {
  const actions = useActions();
  const { copy } = useCopy();
  const asJson = () => (detail ? formatSpanJson(opened, span, detail) : '');
  const asMarkdown = () => (detail ? formatSpanMarkdown(opened, span, detail, linkHere(actions)) : '');
  useCommands('Span', [
    { id: 'copy-span-json', label: AS_JSON, isDisabled: !detail, run: () => void copy(asJson()) },
    { id: 'copy-span-markdown', label: AS_MARKDOWN, isDisabled: !detail, run: () => void copy(asMarkdown()) },
  ]);
  return (
    <header ref={ref} className={styles.header}>
      <span className={styles.service}>
        <ServiceLabel service={serviceOf(opened, span)} />
      </span>
      <span className={styles.tools}>
        <CopyButton icon={Link2} text={() => linkHere(actions)} label="Copy link to this span" />
        {detail && (
          <>
            <CopyButton icon={Braces} text={asJson} label={AS_JSON} />
            <CopyButton icon={FileText} text={asMarkdown} label={AS_MARKDOWN} />
          </>
        )}
        <IconButton isSmall label="Close" shortcut="Esc" icon={X} onClick={onClose} />
      </span>
      <h2 id={id} className={styles.name}>
        {operationOf(opened, span)} {isError(opened, span) && <ErrorMark />}
      </h2>
    </header>
  );
}
