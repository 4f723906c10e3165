import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { TimeWindow } from '../../../core/engine/trace-answers.ts';
import { TextInput } from '../../parts/Field.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { parseEdge, windowWith } from './read-edge.ts';
import { formatEdge } from './time-ruler.ts';
import { useZoomCommands } from './use-zoom-commands.ts';
import { useZoom, type Zoom } from './use-zoom.ts';
import styles from './ZoomControls.module.css';

/** Zooming and choosing what is in sight without a gesture: buttons, and fields for start and end. */
export function ZoomControls({ laneWidth }: { laneWidth: number }) {
  const zoom = useZoom();
  const { zoomIn, zoomOut } = useZoomCommands(laneWidth);
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
        <TimeField label="From" edge="from" zoom={zoom} />
        <TimeField label="to" edge="to" zoom={zoom} />
      </span>
    </div>
  );
}

interface TimeFieldProps {
  label: string;
  edge: keyof TimeWindow;
  zoom: Zoom;
}

/** A time as text: Enter or leaving the field sets it or says why not, Escape brings back what it was. */
function TimeField({ label, edge, zoom }: TimeFieldProps) {
  const { window, limits } = zoom;
  const [draft, setDraft] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const id = useId();
  const complaintId = useId();
  const shown = formatEdge(window, window[edge]);
  const write = (text: string | null) => {
    setDraft(text);
    setComplaint(null);
  };
  const finish = () => {
    if (draft === null || draft.trim() === '') return write(null);
    const wanted = windowWith(window, edge, parseEdge(draft, shown), limits);
    if (typeof wanted === 'string') return setComplaint(wanted);
    zoom.zoomTo(wanted);
    write(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key !== 'Escape' || draft === null) return;
    event.stopPropagation();
    write(null);
  };
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        value={draft ?? shown}
        className={styles.input}
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : complaintId}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={finish}
      />
      {complaint !== null && (
        <span id={complaintId} role="alert" className={styles.complaint}>
          {complaint}
        </span>
      )}
    </span>
  );
}
