import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { IconButton } from '../../parts/IconButton.tsx';
import { Toolbar, ToolbarSpace } from '../../parts/Toolbar.tsx';

interface WaterfallToolbarProps {
  onExpandAll: () => void;
  onCollapseAll: () => void;
}

/** Above the waterfall: how much of the tree is open. */
export function WaterfallToolbar({ onExpandAll, onCollapseAll }: WaterfallToolbarProps) {
  return (
    <Toolbar label="Waterfall">
      <ToolbarSpace />
      <IconButton label="Expand all" icon={ChevronsUpDown} onClick={onExpandAll} />
      <IconButton label="Collapse all" icon={ChevronsDownUp} onClick={onCollapseAll} />
    </Toolbar>
  );
}
