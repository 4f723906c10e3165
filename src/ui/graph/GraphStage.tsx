import { useRef } from 'react';
import { ALL_TRACES } from '../../core/model/filter.ts';
import { useAnswer, useAppState } from '../app-context.tsx';
import { useElementSize } from '../parts/use-element-size.ts';
import { GraphPicture, type GraphPictureProps } from './GraphPicture.tsx';
import { useGraphLayout } from './use-graph-layout.ts';
import styles from './GraphView.module.css';

/** Narrower than this in px, calls run down. */
const NARROW = 600;
const FALLBACK_SIZE = { width: 960, height: 560 };

/** The place of the picture. It is laid out from all traces: whatever the filter, a service stands where it stood. */
export function GraphStage(props: Omit<GraphPictureProps, 'width' | 'height' | 'layout'>) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useElementSize(frame, FALLBACK_SIZE);
  const isFiltered = useAppState((state) => Object.keys(state.view.filter).length > 0);
  const slot = isFiltered ? 'graphServices/all' : 'graphServices';
  const { result } = useAnswer('graphServices', { filter: ALL_TRACES }, slot);
  const layout = useGraphLayout(result, size.width < NARROW ? 'down' : 'right');
  return (
    <div ref={frame} className={styles.frame} data-settled={layout !== null}>
      {layout && <GraphPicture {...props} {...size} layout={layout} />}
    </div>
  );
}
