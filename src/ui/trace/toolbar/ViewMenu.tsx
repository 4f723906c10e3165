import type { SiblingSort } from '../../../core/engine/trace-answers.ts';
import { MOST_COLUMNS, type ColumnId } from '../../../state/trace-look.ts';
import { useActions, useAnswer, useAppState } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Check } from '../../parts/Check.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatCount } from '../../parts/format.ts';
import { Popover, PopoverSection } from '../../parts/Popover.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { AttributeColumns } from './AttributeColumns.tsx';
import styles from './ViewMenu.module.css';

/** How the waterfall is laid out: columns, order, groups, colours, levels. */
export function ViewMenu() {
  return (
    <Popover label="View">
      <Columns />
      <Rows />
      <Levels />
    </Popover>
  );
}

const COLUMNS: readonly { readonly column: ColumnId; readonly label: string }[] = [
  { column: 'service', label: 'Service' },
  { column: 'duration', label: 'Duration' },
  { column: 'self', label: 'Self time' },
  { column: 'critical', label: 'Time on the critical path' },
];

function Columns() {
  const actions = useActions();
  const columns = useAppState((state) => state.view.look.columns);
  const change = (column: ColumnId, isShown: boolean) => {
    const others = columns.filter((each) => each !== column);
    actions.look({ columns: isShown ? [...others, column] : others }, { replace: true });
  };
  const isFull = columns.length >= MOST_COLUMNS;
  return (
    <PopoverSection title="Columns">
      <div className={styles.pairs}>
        {COLUMNS.map(({ column, label }) => (
          <Check
            key={column}
            checked={columns.includes(column)}
            disabled={isFull && !columns.includes(column)}
            onChange={(isShown) => change(column, isShown)}
          >
            {label}
          </Check>
        ))}
      </div>
      <AttributeColumns columns={columns} isFull={isFull} onChange={change} />
    </PopoverSection>
  );
}

const SORTS: readonly { readonly sort: SiblingSort; readonly label: string }[] = [
  { sort: 'start', label: 'Start' },
  { sort: 'duration', label: 'Duration, longest first' },
  { sort: 'self', label: 'Self time, most first' },
  { sort: 'critical', label: 'Time on the critical path, most first' },
];

function Rows() {
  const actions = useActions();
  const sort = useAppState((state) => state.view.look.siblingSort);
  const isGrouped = useAppState((state) => state.view.look.isGrouped);
  return (
    <PopoverSection title="Rows">
      <label className={styles.choice}>
        <span>Sort siblings by</span>
        <Select
          value={sort}
          onChange={({ currentTarget }) =>
            actions.look({ siblingSort: currentTarget.value as SiblingSort }, { replace: true })
          }
        >
          {SORTS.map((each) => (
            <option key={each.sort} value={each.sort}>
              {each.label}
            </option>
          ))}
        </Select>
      </label>
      <ColorChoice />
      <Check checked={isGrouped} onChange={(next) => actions.look({ isGrouped: next }, { replace: true })}>
        Group five or more like siblings
      </Check>
    </PopoverSection>
  );
}

/** Attributes offered for colours: a list of thousands is no choice. */
const COLOR_CHOICES = 100;

function ColorChoice() {
  const actions = useActions();
  const colorBy = useAppState((state) => state.view.look.colorBy);
  const { traceId } = useOpenedTrace().trace;
  const { result } = useAnswer('listAttributeKeys', { traceId, alignClocks: false });
  const keys = new Set(result?.keys.slice(0, COLOR_CHOICES).map(({ key }) => key));
  if (colorBy !== null) keys.add(colorBy);
  // an attribute may be called anything, also ''
  const color = (value: string) => (value === 'service' ? null : value.slice(1));
  return (
    <label className={styles.choice}>
      <span>Colour by</span>
      <Select
        value={colorBy === null ? 'service' : `.${colorBy}`}
        onChange={({ currentTarget }) =>
          actions.look({ colorBy: color(currentTarget.value) }, { replace: true })
        }
      >
        <option value="service">Service</option>
        {[...keys].map((key) => (
          <option key={key} value={`.${key}`}>
            {key}
          </option>
        ))}
      </Select>
    </label>
  );
}

/** Levels with a button of their own. */
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8];

function Levels() {
  const actions = useActions();
  const openLevels = useAppState((state) => state.view.look.openLevels);
  const { depthCount } = useOpenedTrace().trace;
  const folds = useAppState((state) => state.view.look.folds);
  // what was folded by hand goes, but for groups
  const groups = folds.filter(({ what }) => what === 'group' || what === 'groups');
  const open = (levels: number | null) =>
    actions.look({ openLevels: levels, folds: groups }, { replace: true });
  return (
    <PopoverSection title={`Levels to open, of ${formatCount(depthCount)}`}>
      <div className={styles.levels}>
        {LEVELS.filter((level) => level < depthCount).map((level) => (
          <Button
            key={level}
            aria-pressed={openLevels === level}
            className={styles.level}
            onClick={() => open(level)}
          >
            {level}
          </Button>
        ))}
        <Button aria-pressed={openLevels === null} className={styles.level} onClick={() => open(null)}>
          All
        </Button>
      </div>
    </PopoverSection>
  );
}
