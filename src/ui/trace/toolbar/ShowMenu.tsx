import { useId, useState } from 'react';
import { formatDurationText, parseDurationText } from '../../../core/model/duration-text.ts';
import type { ShowOnly } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { Check } from '../../parts/Check.tsx';
import { useCommands } from '../../parts/commands.ts';
import { Select, TextInput } from '../../parts/Field.tsx';
import { Popover, PopoverSection } from '../../parts/Popover.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import styles from './ShowMenu.module.css';

/** Which spans the waterfall shows; those above them stay, dimmed. */
export function ShowMenu() {
  const actions = useActions();
  const only = useAppState((state) => state.view.look.only);
  const isZoomed = useAppState((state) => state.view.look.zoom !== null);
  const show = (next: ShowOnly | null) => actions.look({ only: next }, { replace: true });
  useCommands('Waterfall', [
    {
      id: 'show-only-path',
      label: 'Show only the critical path, or everything',
      keys: ['m'],
      run: () => show(only?.kind === 'path' ? null : { kind: 'path' }),
    },
  ]);
  return (
    <Popover label="Show" isActive={only !== null && (only.kind !== 'zoom' || isZoomed)}>
      <Choices only={only} onShow={show} />
    </Popover>
  );
}

interface ChoicesProps {
  only: ShowOnly | null;
  onShow: (only: ShowOnly | null) => void;
}

function Choices({ only, onShow }: ChoicesProps) {
  const name = useId();
  const isZoomed = useAppState((state) => state.view.look.zoom !== null);
  const { services } = useOpenedTrace().trace;
  const service = only?.kind === 'service' ? only.service : services[0]!;
  const sorted = services.toSorted((a, b) => a.localeCompare(b));
  return (
    <PopoverSection title="Show only">
      <Check
        type="radio"
        name={name}
        checked={only === null || (only.kind === 'zoom' && !isZoomed)}
        onChange={() => onShow(null)}
      >
        Everything
      </Check>
      <Check
        type="radio"
        name={name}
        checked={only?.kind === 'path'}
        onChange={() => onShow({ kind: 'path' })}
      >
        Critical path
      </Check>
      <Check
        type="radio"
        name={name}
        checked={only?.kind === 'errors'}
        onChange={() => onShow({ kind: 'errors' })}
      >
        Errors
      </Check>
      {isZoomed && (
        <Check
          type="radio"
          name={name}
          checked={only?.kind === 'zoom'}
          onChange={() => onShow({ kind: 'zoom' })}
        >
          In the zoomed time
        </Check>
      )}
      <Slower name={name} only={only} onShow={onShow} />
      <div className={styles.choice}>
        <Check
          type="radio"
          name={name}
          checked={only?.kind === 'service'}
          onChange={() => onShow({ kind: 'service', service })}
        >
          Service
        </Check>
        <Select
          aria-label="Service to show"
          value={service}
          onChange={({ currentTarget }) => onShow({ kind: 'service', service: currentTarget.value })}
        >
          {sorted.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      </div>
    </PopoverSection>
  );
}

/** Slow, where nobody has said what slow is: a part of the trace's duration. */
const SLOW_PART = 0.1;

function Slower({ name, only, onShow }: ChoicesProps & { name: string }) {
  const { duration } = useOpenedTrace().trace;
  const than = only?.kind === 'slower' ? only.than : null;
  const usual = Math.max(1, Number((duration * SLOW_PART).toPrecision(1)));
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? formatDurationText(than ?? usual);
  const read = parseDurationText(text);
  const onType = (typed: string) => {
    setDraft(typed);
    const nanos = parseDurationText(typed);
    if (nanos !== null) onShow({ kind: 'slower', than: nanos });
  };
  return (
    <div className={styles.choice}>
      <Check
        type="radio"
        name={name}
        checked={than !== null}
        onChange={() => read !== null && onShow({ kind: 'slower', than: read })}
      >
        Slower than
      </Check>
      <TextInput
        aria-label="Slower than, a duration such as 200 ms"
        value={text}
        aria-invalid={read === null}
        className={styles.duration}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
        onBlur={() => setDraft(null)}
      />
    </div>
  );
}
