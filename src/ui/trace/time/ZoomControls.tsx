import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { parseDurationText } from '../../../core/model/duration-text.ts';
import { TextInput } from '../../parts/Field.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { formatEdge } from './time-ruler.ts';
import { useZoomCommands } from './use-zoom-commands.ts';
import { useZoom } from './use-zoom.ts';
import { lengthOf } from './zoom-window.ts';
import styles from './ZoomControls.module.css';

/** Zooming and choosing what is in sight without a gesture: buttons, and fields for start and end. */
export function ZoomControls({ laneWidth }: { laneWidth: number }) {
  const zoom = useZoom();
  const { window } = zoom;
  const { zoomIn, zoomOut } = useZoomCommands(laneWidth);
  const length = lengthOf(window);
  const setStart = (from: number) => zoom.zoomTo({ from, to: from < window.to ? window.to : from + length });
  const setEnd = (to: number) => zoom.zoomTo({ from: to > window.from ? window.from : to - length, to });
  return (
    <div role="group" aria-label="Time in sight" className={styles.controls}>
      <span className={styles.buttons}>
        <IconButton label="Zoom out" icon={ZoomOut} shortcut="s" disabled={zoom.isWhole} onClick={zoomOut} />
        <IconButton label="Zoom in" icon={ZoomIn} shortcut="w" onClick={zoomIn} />
        <IconButton
          label="All time"
          icon={Maximize}
          shortcut="0"
          disabled={zoom.isWhole}
          onClick={zoom.reset}
        />
      </span>
      <span className={styles.fields}>
        <TimeField label="From" window={window} time={window.from} onSet={setStart} />
        <TimeField label="to" window={window} time={window.to} onSet={setEnd} />
      </span>
    </div>
  );
}

interface TimeFieldProps {
  label: string;
  window: TimeWindow;
  time: number;
  onSet: (time: number) => void;
}

/** A time as text: Enter or leaving the field sets it, Escape brings back what it was. */
function TimeField({ label, window, time, onSet }: TimeFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const complaintId = useId();
  const isWrong = draft !== null && draft.trim() !== '' && parseDurationText(draft) === null;
  const finish = () => {
    const nanos = draft === null ? null : parseDurationText(draft);
    if (nanos !== null) onSet(nanos);
    if (!isWrong) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key !== 'Escape' || draft === null) return;
    event.stopPropagation();
    setDraft(null);
  };
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        value={draft ?? formatEdge(window, time)}
        className={styles.input}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? complaintId : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={finish}
      />
      {isWrong && (
        <span id={complaintId} role="alert" className={styles.complaint}>
          Not a time. Write 250 ms or 1.5 s.
        </span>
      )}
    </span>
  );
}
