import { formatCount } from '../parts/format.ts';
import { ServiceSwatch } from '../parts/ServiceLabel.tsx';
import { useServiceStyle, type ServiceStyle } from '../parts/service-style.ts';
import styles from './Chart.module.css';

interface ChartLegendProps {
  items: readonly {
    readonly service: string;
    /** How many spans its drawing rests on: those with a duration. */
    readonly finishedCount: number;
    /** What the cursor reads. */
    readonly value: string;
  }[];
  hasLines?: boolean;
}

/** Which service is drawn how, on how many spans it rests, and what the cursor reads there. */
export function ChartLegend({ items, hasLines = false }: ChartLegendProps) {
  const styleOf = useServiceStyle();
  return (
    <ul className={styles.legend}>
      {items.map(({ service, finishedCount, value }) => (
        <li key={service} className={styles.item}>
          {hasLines ? <LineSample look={styleOf(service)} /> : <ServiceSwatch look={styleOf(service)} />}
          <span className={styles.name} title={service}>
            {service}
          </span>
          {value && <span className={styles.value}>{value}</span>}
          <span className={styles.count} title="Finished spans">
            n {formatCount(finishedCount)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Dash patterns beside the hue, by the texture of a service. */
export const DASHES = [undefined, '7 3', '2 3'] as const;

function LineSample({ look }: { look: ServiceStyle }) {
  return (
    <svg aria-hidden width={20} height={8} className={styles.sample}>
      <line
        x1={0}
        x2={20}
        y1={4}
        y2={4}
        stroke={look.color}
        strokeWidth={2}
        strokeDasharray={DASHES[look.texture]}
      />
    </svg>
  );
}
