import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';

interface FieldProps {
  label: string;
  /** Shown after the control: a unit, a short hint. */
  hint?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A control with its visible label. */
export function Field({ label, hint, className, children }: FieldProps) {
  return (
    <label className={classNames(styles.field, className)}>
      <span className={styles.label}>{label}</span>
      {children}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </label>
  );
}

/** A line of text. Give it a `<Field>` or an `aria-label`. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames(styles.control, className)}
    />
  );
}

/** A native select. Give it a `<Field>` or an `aria-label`. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={classNames(styles.control, styles.select, className)}>
      {children}
    </select>
  );
}

interface NumberFieldProps {
  label: string;
  hint?: ReactNode;
  /** null is an empty field. */
  value: number | null;
  min?: number;
  max?: number;
  step?: number | 'any';
  onChange: (value: number | null) => void;
}

/** A labelled number. What is no number within the bounds reports null. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
  min = 0,
  max = Infinity,
  step = 1,
}: NumberFieldProps) {
  return (
    <Field label={label} hint={hint}>
      <TextInput
        type="number"
        inputMode="decimal"
        className={styles.number}
        min={min}
        max={Number.isFinite(max) ? max : undefined}
        step={step}
        value={value ?? ''}
        onChange={({ currentTarget: { valueAsNumber: typed } }) =>
          onChange(typed >= min && typed <= max ? typed : null)
        }
      />
    </Field>
  );
}
