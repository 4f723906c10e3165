import { useRef } from 'react';
import type { TraceLook } from '../../../state/trace-look.ts';
import { useActions } from '../../app-context.tsx';
import { useAnnounce } from '../../parts/Announcer.tsx';
import { Button } from '../../parts/Button.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { useCommands } from '../../parts/commands.ts';
import { formatDuration } from '../../parts/format.ts';
import { operationOf, serviceOf } from '../opened/opened-trace.ts';
import { formatSpanKey } from '../opened/span-key.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { useZoom } from '../time/use-zoom.ts';
import { isSameWindow, roundWindow } from '../time/zoom-window.ts';
import styles from './PathPanel.module.css';

/** What the critical path is of, always in words, and the ways to another span, another time, and back to the whole. */
export function PathScope() {
  const opened = useOpenedTrace();
  const { trace, path, params } = opened;
  const { span: selected } = useSelection();
  const zoom = useZoom();
  const actions = useActions();
  const announce = useAnnounce();
  const scope = useRef<HTMLSpanElement>(null);
  const isWhole = params.of === null && params.window === null;
  const zoomed = roundWindow(zoom.window);
  const canBeOfSelected = selected >= 0 && selected !== path.of;
  const canBeOfZoom = !zoom.isWhole && !(params.window && isSameWindow(params.window, zoomed));
  const nameOf = (span: number) => `${serviceOf(opened, span)} ${operationOf(opened, span)}`;
  const show = (change: Partial<Pick<TraceLook, 'pathOf' | 'pathWindow'>>, said: string) => {
    // what was pressed goes: the focus stays here
    if (scope.current?.contains(document.activeElement)) scope.current.focus();
    announce(`Critical path of ${said}`);
    actions.look(change);
  };
  const showSelected = () =>
    show(
      { pathOf: selected === trace.root ? null : formatSpanKey(trace.spanIds, selected) },
      nameOf(selected),
    );
  const showZoomed = () => show({ pathWindow: zoomed }, 'the zoomed time');
  const showWhole = () => show({ pathOf: null, pathWindow: null }, 'the whole trace');
  useCommands('Critical path', [
    {
      id: 'path-of-span',
      label: 'Critical path of the selected span',
      isDisabled: !canBeOfSelected,
      run: showSelected,
    },
    {
      id: 'path-of-zoom',
      label: 'Critical path of the zoomed time',
      isDisabled: !canBeOfZoom,
      run: showZoomed,
    },
    {
      id: 'path-of-trace',
      label: 'Critical path of the whole trace',
      isDisabled: isWhole,
      run: showWhole,
    },
  ]);
  const time = (moment: number) => formatDuration(moment, trace.resolution);
  return (
    <span ref={scope} role="group" aria-label="What the path is of" tabIndex={-1} className={styles.scope}>
      {isWhole && 'of the whole trace'}
      {params.of !== null && (
        <Chip
          text={`of ${nameOf(path.of)}`}
          action="Back to the path of the trace"
          onRemove={() => show({ pathOf: null }, 'the trace')}
        />
      )}
      {params.window && (
        <Chip
          text={`from ${time(params.window.from)} to ${time(params.window.to)}`}
          action="Back to all of its time"
          onRemove={() => show({ pathWindow: null }, 'all of its time')}
        />
      )}
      {canBeOfSelected && (
        <Button variant="quiet" className={styles.small} onClick={showSelected}>
          Path of this span
        </Button>
      )}
      {canBeOfZoom && (
        <Button variant="quiet" className={styles.small} onClick={showZoomed}>
          Path of the zoomed time
        </Button>
      )}
    </span>
  );
}
