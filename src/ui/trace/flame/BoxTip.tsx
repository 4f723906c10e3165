import { useRef } from 'react';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCountOf } from '../../parts/format.ts';
import { ServiceLabel } from '../../parts/ServiceLabel.tsx';
import { useTooltip } from '../../parts/Tooltip.tsx';
import type { BoxArea } from './box-area.ts';
import type { Pointed } from './flame-scale.ts';
import { factsOf, type FlameSubject } from './flame-words.ts';
import styles from './BoxTip.module.css';

/** What a box stands for, in the page's tooltip. */
function BoxTip({ subject, pointed }: { subject: FlameSubject; pointed: Pointed }) {
  const { operation, service, facts, errors } = factsOf(subject, pointed.box);
  return (
    <div className={styles.tip}>
      <strong className={styles.operation}>{operation}</strong>
      <ServiceLabel service={service} />
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {errors && <ErrorMark>{errors}</ErrorMark>}
      {pointed.moreCount > 0 && (
        <p className={styles.more}>
          {formatCountOf(pointed.moreCount, 'more box', 'more boxes')} too narrow to tell apart here. Zoom in.
        </p>
      )}
    </div>
  );
}

/** Shows the tip of one box after the other. */
export function useTip(subject: FlameSubject) {
  const tooltip = useTooltip();
  const isShown = useRef(false);
  return {
    show: (pointed: Pointed, area: BoxArea) => {
      isShown.current = true;
      tooltip.show(area, <BoxTip subject={subject} pointed={pointed} />);
    },
    hide: () => {
      isShown.current = false;
      tooltip.hide();
    },
    /** Whether there was one: Escape takes it away, and then nothing else. */
    dismiss: (): boolean => {
      const wasShown = isShown.current;
      isShown.current = false;
      return wasShown;
    },
  };
}
