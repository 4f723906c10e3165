import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import type { PathMode } from '../../../state/trace-look.ts';
import { useActions } from '../../app-context.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { SegmentedControl } from '../../parts/SegmentedControl.tsx';
import { Toolbar, ToolbarSpace } from '../../parts/Toolbar.tsx';

const PATH_OPTIONS: readonly { readonly value: PathMode; readonly label: string }[] = [
  { value: 'critical', label: 'Critical path' },
  { value: 'longest', label: 'Longest path' },
  { value: 'off', label: 'No path' },
];

interface WaterfallToolbarProps {
  path: PathMode;
  onExpandAll: () => void;
  onCollapseAll: () => void;
}

/** Above the waterfall: which path it marks, and how much of the tree is open. */
export function WaterfallToolbar({ path, onExpandAll, onCollapseAll }: WaterfallToolbarProps) {
  const actions = useActions();
  return (
    <Toolbar label="Waterfall">
      <SegmentedControl
        label="Path to mark"
        options={PATH_OPTIONS}
        value={path}
        onChange={(value) => actions.look({ path: value }, { replace: true })}
      />
      <ToolbarSpace />
      <IconButton label="Expand all" icon={ChevronsUpDown} onClick={onExpandAll} />
      <IconButton label="Collapse all" icon={ChevronsDownUp} onClick={onCollapseAll} />
    </Toolbar>
  );
}
