import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './SegmentedControl.module.css';

interface SegmentedControlProps<T extends string> {
  /** What is chosen, for screen readers; shown before the choices with `showLabel`. */
  label: string;
  showLabel?: boolean;
  options: readonly { readonly value: T; readonly label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few choices, all visible: native radio buttons in a row. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const { label, showLabel = false, options, value, onChange } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.group}>
      {showLabel && (
        <span aria-hidden className={styles.label}>
          {label}
        </span>
      )}
      <span className={styles.segments}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(styles.segment, option.value === value && styles.chosen)}
          >
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </span>
    </div>
  );
}
