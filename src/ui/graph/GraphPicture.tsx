import { useMemo, type KeyboardEvent } from 'react';
import { formatCountOf } from '../parts/format.ts';
import { classNames } from '../parts/class-names.ts';
import { createColorScale, type Measure } from './color-scale.ts';
import { drawGraph } from './draw-graph.ts';
import { GraphLabelMarks } from './GraphLabelMarks.tsx';
import { GraphLegend, legendHeightOf } from './GraphLegend.tsx';
import { GraphMarkList } from './GraphMarkList.tsx';
import type { GraphModel, Target } from './graph-model.ts';
import { labelGraph } from './label-graph.ts';
import type { GraphLayout, Point } from './layout-graph.ts';
import { useGraphKeys } from './use-graph-keys.ts';
import { usePointing } from './use-pointing.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomButtons } from './ZoomButtons.tsx';
import styles from './GraphPicture.module.css';

export interface GraphPictureProps {
  svg: SVGSVGElement | null;
  onSvg: (svg: SVGSVGElement | null) => void;
  width: number;
  height: number;
  model: GraphModel;
  layout: GraphLayout;
  measure: Measure;
  /** Calls that make up less than this share (0 to 1) of all are left out. */
  leastShare: number;
  /** Where the user has put services. */
  pins: ReadonlyMap<string, Point>;
  onMove: (service: string, to: Point) => void;
  onRelease: () => void;
  picked: Target | null;
  onPick: (target: Target | null) => void;
  /** A newer answer is under way. */
  isStale: boolean;
}

/** The graph as a drawing: pointing at a service or a call brings out its neighbours, picking opens it. */
export function GraphPicture(props: GraphPictureProps) {
  const { svg, width, height, model, layout, measure, leastShare, pins, onMove, picked, onPick } = props;
  const { onSvg, onRelease, isStale } = props;
  const marks = useMemo(() => drawGraph(model, layout, pins, leastShare), [model, layout, pins, leastShare]);
  const { focus, tabStop, onService, onCall } = usePointing(model, marks, picked, onPick);
  const scale = useMemo(() => createColorScale(measure, model.graph.nodes), [measure, model]);
  const legendHeight = legendHeightOf(width);
  const zoom = useZoom(svg, marks.bounds, { width, height, margin: marginOf(width, legendHeight) });
  const textScale = textScaleAt(zoom.transform.k);
  const labels = useMemo(
    () => labelGraph(marks, { direction: layout.direction, measure, scale: textScale, focus }),
    [marks, layout, measure, textScale, focus],
  );
  const onKey = useGraphKeys({ svg, marks, layout, zoom, width, height, onMove, onPick });
  const serviceEvents = useMemo(() => ({ ...onService, onMove, onKey }), [onService, onMove, onKey]);
  const callEvents = useMemo(
    () => ({ ...onCall, onKey: (event: KeyboardEvent) => onKey(null, event) }),
    [onCall, onKey],
  );
  return (
    <>
      <svg
        ref={onSvg}
        role="group"
        aria-label={`Service graph: ${formatCountOf(marks.services.length, 'service')}, ${formatCountOf(marks.calls.length, 'connection')}`}
        className={classNames(styles.svg, isStale && styles.stale)}
      >
        <g
          key={layout.direction}
          transform={String(zoom.transform)}
          className={classNames(
            styles.settled,
            focus && styles.focused,
            marks.calls.length > MANY_CALLS && styles.dense,
          )}
        >
          <GraphMarkList
            {...{ model, marks, scale, focus, picked, pins, tabStop, serviceEvents, callEvents }}
          />
          <GraphLabelMarks labels={labels} scale={textScale} focus={focus} />
        </g>
        <GraphLegend scale={scale} model={model} width={width} bottom={height} />
      </svg>
      <ZoomButtons zoom={zoom} movedCount={pins.size} onRelease={onRelease} />
    </>
  );
}

/** More calls than this are drawn fainter, so that circles and names stand out. */
const MANY_CALLS = 80;

/** Room for the outermost circles and their names, at any zoom, and for the legend. */
function marginOf(width: number, legendHeight: number) {
  return { top: 40, side: Math.min(90, Math.max(40, width * 0.08)), bottom: legendHeight + 56 };
}

/** Text never gets smaller on the screen than its size; in steps, so that labels are placed anew only now and then. */
function textScaleAt(zoom: number): number {
  return zoom >= 1 ? 1 : Math.pow(2, Math.ceil(-4 * Math.log2(zoom)) / 4);
}
