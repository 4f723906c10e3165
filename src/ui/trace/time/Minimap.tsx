import { useRef } from 'react';
import { LANE_PAD, type TimeScale } from './time-scale.ts';
import { classNames } from '../../parts/class-names.ts';
import type { ServiceStyle } from '../../parts/service-style.ts';
import { useElementSize } from '../../parts/use-element-size.ts';
import { MinimapBrush } from './MinimapBrush.tsx';
import { MinimapPicture } from './MinimapPicture.tsx';
import { useZoomGestures } from './use-zoom-gestures.ts';
import { useZoom, useZoomLimits } from './use-zoom.ts';
import { ZoomControls } from './ZoomControls.tsx';
import styles from './Minimap.module.css';

/** Px of the whole width from which on the controls have room beside the picture. */
const LEAST_WIDTH_BESIDE = 640;
const HEIGHT = 48;

interface MinimapProps {
  /** Px left of the lanes: the controls stand there, and the picture above the lanes. */
  left: number;
  /** Px of the lanes' time scale. */
  laneWidth: number;
  /** How the bar of a span is coloured; the same function until that changes. */
  styleOf: (span: number) => ServiceStyle;
}

/** All of the trace, small, with the window that is in sight, and the controls that move it. */
export function Minimap({ left, laneWidth, styleOf }: MinimapProps) {
  const isBeside = left + laneWidth >= LEAST_WIDTH_BESIDE;
  const strip = useRef<HTMLDivElement>(null);
  const measured = useElementSize(strip, { width: laneWidth + 2 * LANE_PAD, height: HEIGHT });
  const { bounds } = useZoomLimits();
  const width = measured.width - 2 * LANE_PAD;
  const scale: TimeScale = { start: bounds.from, end: bounds.to, width };
  useZoomGestures(strip, scale, 0, useZoom());
  return (
    <div className={classNames(styles.minimap, isBeside ? styles.beside : styles.stacked)}>
      <div className={styles.controls} style={isBeside ? { width: left } : undefined}>
        <ZoomControls laneWidth={laneWidth} />
      </div>
      <div
        ref={strip}
        className={styles.strip}
        style={{ height: HEIGHT, ...(isBeside && { width: laneWidth + 2 * LANE_PAD }) }}
      >
        <MinimapPicture styleOf={styleOf} width={width} height={HEIGHT} />
        <MinimapBrush width={width} />
      </div>
    </div>
  );
}
