import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ScrollRegion.module.css';

interface ScrollRegionProps {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A part that scrolls on its own. It takes the focus, so that keys can scroll it. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div role="group" aria-label={label} tabIndex={0} className={classNames(styles.region, className)}>
      {children}
    </div>
  );
}
