import { Table2 } from 'lucide-react';
import type { FlameMeasure } from '../../../core/engine/trace-answers.ts';
import { FLAME_FORMS, FLAME_MEASURES, type FlameForm } from '../../../state/trace-look.ts';
import { useActions } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';
import { Toolbar, ToolbarSpace } from '../../parts/Toolbar.tsx';
import { FORM_NAMES, MEASURE_NAMES } from './flame-words.ts';
import styles from './FlameToolbar.module.css';

const FORM_OPTIONS = FLAME_FORMS.map((value) => ({ value, label: FORM_NAMES[value] }));
const MEASURE_OPTIONS = FLAME_MEASURES.map((value) => ({ value, label: MEASURE_NAMES[value] }));

interface FlameToolbarProps {
  form: FlameForm;
  measure: FlameMeasure;
  /** What the widths stand for, in words; null while that is not known. */
  caption: string | null;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
}

/** In which order, how wide, and whether as a graph or a table. */
export function FlameToolbar({ form, measure, caption, isTable, onTable }: FlameToolbarProps) {
  const actions = useActions();
  return (
    <Toolbar label="Flame graph">
      <SegmentedControl
        label="Order"
        options={FORM_OPTIONS}
        value={form}
        onChange={(flameForm) => actions.look({ flameForm })}
      />
      {form !== 'time' && (
        <SegmentedControl
          label="Measure"
          options={MEASURE_OPTIONS}
          value={measure}
          onChange={(flameMeasure) => actions.look({ flameMeasure })}
        />
      )}
      <span className={styles.caption}>{caption}</span>
      <ToolbarSpace />
      <Button variant="quiet" icon={Table2} onClick={() => onTable(!isTable)}>
        {isTable ? 'Show as graph' : 'Show as table'}
      </Button>
    </Toolbar>
  );
}
