import { Maximize, Minus, PinOff, Plus } from 'lucide-react';
import { IconButton } from '../parts/IconButton.tsx';
import type { Zoom } from './use-zoom.ts';
import styles from './GraphPicture.module.css';

const STEP = 1.4;

interface ZoomButtonsProps {
  zoom: Zoom;
  /** How many services the user has moved. */
  movedCount: number;
  onRelease: () => void;
}

/** Zoom, fit, and putting moved services back. */
export function ZoomButtons({ zoom, movedCount, onRelease }: ZoomButtonsProps) {
  return (
    <div role="group" aria-label="Zoom" className={styles.zoom}>
      <IconButton label="Zoom in" shortcut="+" icon={Plus} onClick={() => zoom.zoomBy(STEP)} />
      <IconButton label="Zoom out" shortcut="-" icon={Minus} onClick={() => zoom.zoomBy(1 / STEP)} />
      <IconButton label="Fit" shortcut="0" icon={Maximize} disabled={zoom.isFitted} onClick={zoom.fit} />
      {movedCount > 0 && (
        <IconButton
          label={movedCount === 1 ? 'Put the moved service back' : `Put ${movedCount} moved services back`}
          icon={PinOff}
          onClick={onRelease}
        />
      )}
    </div>
  );
}
