import { formatCount } from '../../parts/format.ts';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import type { LegendEntry } from './use-bar-styles.ts';
import styles from './ColorLegend.module.css';

/** What the colours of the bars stand for where an attribute has them. */
export function ColorLegend({ attribute, entries }: { attribute: string; entries: readonly LegendEntry[] }) {
  return (
    <div className={styles.legend}>
      <span className={styles.attribute}>{attribute}</span>
      <ul aria-label={`Colours by ${attribute}`} className={styles.entries}>
        {entries.map(({ name, style, spanCount }) => (
          <li key={name} className={styles.entry}>
            <ServiceSwatch look={style} />
            <span className={styles.name}>{name}</span>
            <span className={styles.count}>{formatCount(spanCount)}</span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <span>No span of this trace has it</span>}
    </div>
  );
}
