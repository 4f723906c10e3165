import type { CSSProperties } from 'react';
import { useAppState } from '../app-context.tsx';
import { useIsPainted } from '../parts/after-paint.ts';
import { classNames } from '../parts/class-names.ts';
import { Splitter, useKeptSize } from '../parts/Splitter.tsx';
import { PathPanel } from './path/PathPanel.tsx';
import { PathShares } from './path/PathShares.tsx';
import styles from './TracePage.module.css';

/** Px: titles and a row of each … */
const LEAST_HEIGHT = 100;
/** … and more than any window has, which limits it itself. */
const MOST_HEIGHT = 1200;

/** Below the waterfall, as high as the user wants: the path step by step, and whose time it was. */
export function Summaries() {
  const isOpen = useAppState((state) => state.preferences.isPathOpen);
  const isPainted = useIsPainted(); // the rows come first
  const height = useKeptSize('pathHeight', LEAST_HEIGHT, MOST_HEIGHT);
  return (
    <>
      {isOpen && (
        <Splitter label="Height of path and shares" side="below" className={styles.border} {...height} />
      )}
      <div
        className={classNames(styles.summaries, !isOpen && styles.closed)}
        style={{ '--height': `${height.value}px` } as CSSProperties}
      >
        {(isPainted || !isOpen) && (
          <>
            <PathPanel />
            <PathShares />
          </>
        )}
      </div>
    </>
  );
}
