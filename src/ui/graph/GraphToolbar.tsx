import { Check, Copy, Download } from 'lucide-react';
import type { View } from '../../state/view.ts';
import { Button } from '../parts/Button.tsx';
import { formatCount, formatShare } from '../parts/format.ts';
import { PartBasis } from '../parts/PartMark.tsx';
import { SegmentedControl } from '../parts/SegmentedControl.tsx';
import { Toolbar, ToolbarSpace } from '../parts/Toolbar.tsx';
import { useCopy } from '../parts/use-copy.ts';
import { formatDot } from './format-dot.ts';
import type { GraphModel } from './graph-model.ts';
import type { Thinning } from './use-thinning.ts';
import styles from './GraphView.module.css';

interface GraphToolbarProps {
  model: GraphModel;
  form: View['graphForm'];
  onForm: (form: View['graphForm']) => void;
  color: View['graphColor'];
  onColor: (color: View['graphColor']) => void;
  thinning: Thinning;
  onSave: () => void;
}

const FORMS = [
  { value: 'graph', label: 'Graph' },
  { value: 'table', label: 'Table' },
] as const;
const COLORS = [
  { value: 'error-rate', label: 'Error rate' },
  { value: 'p95', label: 'p95' },
] as const;
/** From this many calls on a graph may need thinning. */
const MANY_CALLS = 80;

/** What to show of the graph, and taking it along. */
export function GraphToolbar(props: GraphToolbarProps) {
  const { model, form, onForm, color, onColor, onSave } = props;
  const { isCopied, copy } = useCopy();
  return (
    <Toolbar label="Service graph">
      <SegmentedControl label="Show as" options={FORMS} value={form} onChange={onForm} />
      {form === 'graph' && (
        <SegmentedControl label="Colour by" showLabel options={COLORS} value={color} onChange={onColor} />
      )}
      {form === 'graph' && model.calls.length > MANY_CALLS && <ShareSlider {...props} />}
      <PartBasis />
      <ToolbarSpace />
      <Button icon={isCopied ? Check : Copy} onClick={() => void copy(formatDot(model.graph))}>
        Copy as DOT
      </Button>
      {form === 'graph' && (
        <Button icon={Download} onClick={onSave}>
          Save as SVG
        </Button>
      )}
    </Toolbar>
  );
}

const SLIDER_END = 100;

/** Its positions lie closer together for small shares, where most calls are. */
function ShareSlider({ model, thinning: { leastShare, drag, settle } }: GraphToolbarProps) {
  const most = model.mostCalls / Math.max(1, model.callCount);
  const shown = model.calls.filter(({ count }) => count >= leastShare * model.callCount).length;
  return (
    <label className={styles.slider}>
      Hide below
      <input
        type="range"
        min={0}
        max={SLIDER_END}
        value={Math.round(SLIDER_END * Math.cbrt(leastShare / most))}
        aria-valuetext={`${formatShare(leastShare)} of calls, ${shown} of ${model.calls.length} connections shown`}
        onChange={({ currentTarget }) => drag(shareAt(currentTarget.valueAsNumber / SLIDER_END, most))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <span className={styles.sliderValue}>
        {formatShare(leastShare)} of calls: {formatCount(shown)} of {formatCount(model.calls.length)}
      </span>
    </label>
  );
}

/** The share at `position` (0 to 1) of the slider: cubed, and to three digits, as the link has it. */
function shareAt(position: number, most: number): number {
  return Number((most * Math.pow(position, 3)).toPrecision(3));
}
