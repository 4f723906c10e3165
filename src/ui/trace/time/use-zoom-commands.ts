import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { useAnnounce } from '../../parts/Announcer.tsx';
import { useCommands } from '../../parts/commands.ts';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { useCursors, useCursorStore } from './cursors.ts';
import { formatWindow } from './time-ruler.ts';
import { timeAt } from './time-scale.ts';
import { stretchOf } from './time-window.ts';
import { useZoom, type Zoom } from './use-zoom.ts';
import { lengthOf } from './zoom-window.ts';

/** How much closer a key or a button comes. */
const ZOOM_STEP = 1.5;
/** How far a key pans, as a share of the window. */
const PAN_STEP = 0.25;

/** Offers zooming, panning and measuring as commands. Returns those that have buttons too. `laneWidth` is in px. */
export function useZoomCommands(laneWidth: number) {
  const zoom = useZoom();
  const announce = useAnnounce();
  const cursors = useCursorStore();
  const { span } = useSelection();
  const { window } = zoom;
  const say = (next: TimeWindow) => announce(`In sight: ${formatWindow(next)}`);
  const zoomBy = (factor: number) => {
    const { pointerX, mark } = cursors.getState();
    const pointed =
      pointerX === null ? mark : timeAt({ start: window.from, end: window.to, width: laneWidth }, pointerX);
    say(zoom.zoomAround(middleOr(pointed, zoom), factor));
  };
  const panBy = (share: number) => say(zoom.panBy(lengthOf(window) * share));
  const zoomIn = () => zoomBy(ZOOM_STEP);
  const zoomOut = () => zoomBy(1 / ZOOM_STEP);
  const isDisabled = span < 0;
  useCommands('Time', [
    { id: 'time.zoom-in', label: 'Zoom in', keys: ['w'], run: zoomIn },
    { id: 'time.zoom-out', label: 'Zoom out', keys: ['s'], run: zoomOut },
    { id: 'time.earlier', label: 'Move to earlier times', keys: ['a'], run: () => panBy(-PAN_STEP) },
    { id: 'time.later', label: 'Move to later times', keys: ['d'], run: () => panBy(PAN_STEP) },
    {
      id: 'time.fit',
      label: 'Fit the selected span, then all time',
      keys: ['f'],
      isDisabled,
      run: () => say(zoom.fit(span)),
    },
    { id: 'time.all', label: 'Show all time', keys: ['0'], run: () => say(zoom.reset()) },
  ]);
  useMeasureCommands(span);
  return { zoomIn, zoomOut };
}

/** The time that is pointed at, as long as it is in sight; else the middle of what is. */
function middleOr(pointed: number | null, { window }: Zoom): number {
  const isInSight = pointed !== null && pointed >= window.from && pointed <= window.to;
  return isInSight ? pointed : (window.from + window.to) / 2;
}

function useMeasureCommands(span: number): void {
  const opened = useOpenedTrace();
  const cursors = useCursorStore();
  const isMeasuring = useCursors(({ mark }) => mark !== null);
  const isDisabled = span < 0;
  useCommands('Time', [
    {
      id: 'time.measure-from-start',
      label: "Measure from the selected span's start",
      keys: ['i'],
      isDisabled,
      run: () => cursors.setState({ mark: stretchOf(opened, span).from }),
    },
    {
      id: 'time.measure-from-end',
      label: "Measure from the selected span's end",
      keys: ['I'],
      isDisabled,
      run: () => cursors.setState({ mark: stretchOf(opened, span).to }),
    },
    {
      id: 'time.stop-measuring',
      label: 'Stop measuring',
      isDisabled: !isMeasuring,
      run: () => cursors.setState({ mark: null }),
    },
  ]);
}
