import { useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useElementSize } from '../../parts/use-element-size.ts';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { useSelection } from '../opened/use-selection.ts';
import { LANE_PAD, xOf, type TimeScale } from '../time/time-scale.ts';
import { listTicks } from '../time/time-ruler.ts';
import { useZoomGestures } from '../time/use-zoom-gestures.ts';
import { areaOfBox } from './box-area.ts';
import { BoxLine } from './BoxLine.tsx';
import { useTip } from './BoxTip.tsx';
import { placeOf } from './flame-moves.ts';
import { buildPicture } from './flame-picture.ts';
import { nameOfBox, type FlameSubject } from './flame-words.ts';
import { FlameCrumbs } from './FlameCrumbs.tsx';
import { FlameRuler, TICK_SPACE } from './FlameRuler.tsx';
import { ROW_HEIGHT } from './paint-flame.ts';
import { scrolledHeight, type RowLayout } from './row-layout.ts';
import type { FlameZoom } from './use-breadth-zoom.ts';
import { useFlameCanvas } from './use-flame-canvas.ts';
import type { ShownFlame } from './shown-flame.ts';
import { useFlameCursor } from './use-flame-cursor.ts';
import { useFlamePointer } from './use-flame-pointer.ts';
import styles from './FlamePane.module.css';

interface FlamePaneProps {
  subject: FlameSubject;
  zoom: FlameZoom;
  /** What the graph is, for those who do not see it. */
  label: string;
  onSandwich: (operation: number) => void;
}

/** One flame graph: a canvas of boxes, to screen readers a tree of which only the box at hand exists. */
export function FlamePane({ subject, zoom, label, onSandwich }: FlamePaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const id = useId();
  const { flame, kind } = subject;
  const { width, height } = useElementSize(scroller, { width: 960, height: 400 });
  const scale = useMemo<TimeScale>(
    () => ({ start: zoom.window.from, end: zoom.window.to, width }),
    [zoom.window, width],
  );
  const layout = useMemo<RowLayout>(
    () => ({
      stack: { rowCount: flame.rowCount, rowHeight: ROW_HEIGHT, viewportHeight: height },
      isUpward: kind === 'callers',
    }),
    [flame, kind, height],
  );
  useLayoutEffect(() => {
    if (kind === 'callers' && scroller.current) scrollToEnd(scroller.current);
  }, [kind, flame, height]);
  const pane = usePane(subject, { scroller, flame, scale, layout, zoom }, onSandwich);
  const ticks = kind === 'time' ? listTicks(scale.start, scale.end, width / TICK_SPACE) : [];
  useFlameCanvas(canvas, scroller, {
    picture: pane.picture,
    scale,
    layout,
    lines: ticks.map(({ time }) => xOf(scale, time)),
    selected: pane.selected,
    pointed: pane.pointed,
    focused: pane.cursor.isFocused ? pane.cursor.box : -1,
  });
  useZoomGestures(scroller, scale, -LANE_PAD, zoom);
  const { level, position, siblingCount } = placeOf(flame, pane.cursor.box);
  return (
    <div className={styles.pane}>
      <FlameCrumbs subject={subject} zoom={zoom} box={pane.cursor.box} onFit={pane.fit} />
      {kind === 'time' && <FlameRuler scale={scale} ticks={ticks} />}
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-activedescendant={`${id}-${pane.cursor.box}`}
        tabIndex={0}
        className={styles.scroller}
        {...pane.events}
      >
        <div role="presentation" style={{ height: scrolledHeight(layout) }}>
          <canvas ref={canvas} aria-hidden className={styles.canvas} style={{ width, height }} />
        </div>
        <VisuallyHidden>
          <span
            key={pane.cursor.box}
            id={`${id}-${pane.cursor.box}`}
            role="treeitem"
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblingCount}
            aria-selected={pane.cursor.box === pane.selected}
          >
            {nameOfBox(subject, pane.cursor.box)}
          </span>
        </VisuallyHidden>
      </div>
      <BoxLine subject={subject} box={pane.cursor.box} onFit={pane.fit} onSandwich={onSandwich} />
    </div>
  );
}

function scrollToEnd(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
}

/** What the pane shows and does, by pointer and by keys. */
function usePane(subject: FlameSubject, shown: ShownFlame, onSandwich: (operation: number) => void) {
  const { flame, opened } = subject;
  const { zoom } = shown;
  const { found } = useOpenedTrace();
  const picture = useMemo(
    () => buildPicture(flame, opened.trace, found?.spans ?? null),
    [flame, opened.trace, found],
  );
  const selection = useSelection();
  const selected = selection.span < 0 ? -1 : (flame.boxOf[selection.span] ?? -1);
  const tip = useTip(subject);
  const fit = (box: number) => {
    cursor.setBox(box);
    tip.hide();
    if (flame.width[box]! > 0)
      zoom.zoomTo({ from: flame.left[box]!, to: flame.left[box]! + flame.width[box]! });
  };
  const pick = (box: number) => {
    cursor.setBox(box);
    selection.select(flame.span[box]!);
  };
  const cursor = useFlameCursor({
    ...shown,
    initial: Math.max(0, selected),
    onPick: pick,
    onFit: fit,
    onSandwich: (box) => {
      tip.hide();
      onSandwich(flame.operation[box]!);
    },
    onMove: (box, area) => tip.show({ box, moreCount: 0 }, area),
    onEscape: () => {
      if (tip.dismiss()) return true;
      if (zoom.isWhole) return false;
      zoom.reset();
      return true;
    },
  });
  const pointer = useFlamePointer({
    ...shown,
    isPickDisruptive: selection.span < 0, // the details open beside it
    onPick: pick,
    onFit: fit,
    onPoint: (pointed, clientX) => {
      const area = pointed && areaOfBox(shown, pointed.box);
      if (area) tip.show(pointed, { ...area, x: clientX, width: 1 });
      else tip.hide();
    },
  });
  return {
    picture,
    selected,
    cursor,
    fit,
    pointed: pointer.pointed,
    events: {
      ...cursor.events,
      ...pointer.events,
      onBlur: () => {
        cursor.events.onBlur();
        tip.hide();
      },
      onScroll: tip.hide,
    },
  };
}
