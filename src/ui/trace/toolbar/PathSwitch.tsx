import type { PathMode } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';

const OPTIONS: readonly { readonly value: PathMode; readonly label: string }[] = [
  { value: 'critical', label: 'Critical' },
  { value: 'longest', label: 'Longest' },
  { value: 'off', label: 'Off' },
];

/** Which path the waterfall marks. */
export function PathSwitch() {
  const actions = useActions();
  const path = useAppState((state) => state.view.look.path);
  return (
    <SegmentedControl
      label="Path"
      showLabel
      options={OPTIONS}
      value={path}
      onChange={(value) => actions.look({ path: value }, { replace: true })}
    />
  );
}
