import { Check, Link } from 'lucide-react';
import type { ReactNode } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { useCommands } from '../parts/commands.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { DurationText } from '../parts/DurationText.tsx';
import { ErrorMark } from '../parts/ErrorMark.tsx';
import { formatCount, formatTime } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { linkHere } from '../parts/link-here.ts';
import { SoFarMark } from '../parts/PartMark.tsx';
import { ServiceLabel } from '../parts/ServiceLabel.tsx';
import { useCopy } from '../parts/use-copy.ts';
import { operationOf, serviceOf, type OpenedTrace } from './opened/opened-trace.ts';
import styles from './TraceHeader.module.css';

/** Which trace this is, how long it took, and how much there is of it. */
export function TraceHeader({ opened }: { opened: OpenedTrace }) {
  const { trace } = opened;
  const timeZone = useAppState((state) => state.preferences.timeZone);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <span className={styles.service}>
          <ServiceLabel service={serviceOf(opened, trace.root)} />
        </span>
        <h2 className={styles.operation} title={operationOf(opened, trace.root)}>
          {operationOf(opened, trace.root)}
        </h2>
        {!trace.hasRoot && (
          <span
            className={styles.partial}
            title="Its root span is not in the opened files; the earliest orphan stands in."
          >
            partial
          </span>
        )}
      </div>
      <dl className={styles.facts}>
        <Fact name="Duration">
          <strong>
            <DurationText nanos={trace.duration} resolution={trace.resolution} />
          </strong>
        </Fact>
        <Fact name="Start">{formatTime(trace.origin, timeZone)}</Fact>
        <Fact name="Spans">
          {formatCount(trace.spanCount)} <SoFarMark />
        </Fact>
        <Fact name="Services">{formatCount(trace.services.length)}</Fact>
        <Fact name="Errors">
          {trace.errorCount > 0 ? <ErrorMark>{formatCount(trace.errorCount)}</ErrorMark> : '0'}
        </Fact>
        <Fact name="Depth">{formatCount(trace.depthCount)}</Fact>
        <Fact name="Trace id">
          <code className={styles.id}>{trace.traceId}</code>
          <CopyButton text={trace.traceId} label="Copy trace id" />
          <LinkButton />
        </Fact>
      </dl>
    </header>
  );
}

function LinkButton() {
  const actions = useActions();
  const { isCopied, copy } = useCopy();
  const label = 'Copy link to this view';
  const run = () => void copy(linkHere(actions));
  useCommands('Trace', [{ id: 'copy-link', label, keys: ['y'], run }]);
  return <IconButton isSmall label={label} shortcut="y" icon={isCopied ? Check : Link} onClick={run} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
