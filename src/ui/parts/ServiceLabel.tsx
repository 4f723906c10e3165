import { classNames } from './class-names.ts';
import { useServiceStyle, type ServiceStyle } from './service-style.ts';
import styles from './ServiceLabel.module.css';

const TEXTURES = [null, styles.striped, styles.dotted];

/** The colour and texture of a service as a small square. */
export function ServiceSwatch({ look }: { look: ServiceStyle }) {
  return (
    <span
      aria-hidden
      className={classNames(styles.swatch, TEXTURES[look.texture])}
      style={{ color: look.color }}
    />
  );
}

/** A service: its swatch and its name, cut short where there is no room. */
export function ServiceLabel({ service }: { service: string }) {
  const look = useServiceStyle()(service);
  return (
    <span className={styles.label} title={service}>
      <ServiceSwatch look={look} />
      <span className={styles.name}>{service}</span>
    </span>
  );
}
