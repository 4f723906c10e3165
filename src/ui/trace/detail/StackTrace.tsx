import { WrapText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames } from '../../parts/class-names.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { IconButton } from '../../parts/IconButton.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { LongText } from './LongText.tsx';
import { readStack, type StackRun } from './stack-lines.ts';
import { keyOf } from './stable-keys.ts';
import styles from './StackTrace.module.css';

/** A longer stack is shown as the text it is. */
const LONGEST_READ = 100_000;
/** Frames of libraries in a row that are folded. */
const FEWEST_FOLDED = 3;

/** A stack as it was written; frames of libraries are fainter, and many in a row fold into one line. */
export function StackTrace({ stack }: { stack: string }) {
  const [isWrapped, setIsWrapped] = useState(false);
  const runs = useMemo(
    () => (stack.length > LONGEST_READ ? [{ kind: 'text' as const, lines: [stack] }] : readStack(stack)),
    [stack],
  );
  return (
    <div className={styles.stack}>
      <ScrollRegion label="Stack" className={classNames(styles.region, isWrapped && styles.wrapped)}>
        {runs.map((run) => (
          <Run key={keyOf(run)} run={run} />
        ))}
      </ScrollRegion>
      <div className={styles.tools}>
        <CopyButton text={stack} label="Copy stack" />
        <IconButton
          isSmall
          icon={WrapText}
          label="Wrap lines"
          isPressed={isWrapped}
          onClick={() => setIsWrapped(!isWrapped)}
        />
      </div>
    </div>
  );
}

function Run({ run: { kind, lines } }: { run: StackRun }) {
  const text = <LongText text={lines.join('\n')} folded={20_000} />;
  if (kind !== 'library') return <pre className={kind === 'frame' ? styles.own : undefined}>{text}</pre>;
  if (lines.length < FEWEST_FOLDED) return <pre className={styles.library}>{text}</pre>;
  return (
    <details className={styles.library}>
      <summary>{formatCountOf(lines.length, 'frame')} of libraries</summary>
      <pre>{text}</pre>
    </details>
  );
}
