import {
  ClipboardPaste,
  CircleQuestionMark,
  FileUp,
  FlaskConical,
  FolderOpen,
  Plus,
  Search,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { useOpening } from '../open/OpenProvider.tsx';
import { formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { PartMark } from '../parts/PartMark.tsx';
import { SegmentedControl } from '../parts/SegmentedControl.tsx';
import { ClearButton } from './ClearButton.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Menu } from './Menu.tsx';
import { MOD_NAME } from './shortcuts.ts';
import { ThemeButton } from './ThemeButton.tsx';
import type { Opened } from './use-opened.ts';
import styles from './Header.module.css';

interface HeaderProps {
  opened: Opened;
  onHelp: () => void;
  onPalette: () => void;
  /** The tabs of the views: on this line where it has room for them, else on one below. */
  children: ReactNode;
}

/** The top line: what is open, and what concerns all of it. */
export function Header({ opened, onHelp, onPalette, children }: HeaderProps) {
  const { hasTraces, title } = opened;
  const traceCount = opened.report?.traceCount ?? 0;
  return (
    <header className={styles.header}>
      <p className={styles.mark}>
        <Mark size={20} />
        <span className={hasTraces ? styles.word : undefined}>TracAgg</span>
      </p>
      {hasTraces && (
        <p className={styles.opened}>
          <span className={styles.title} title={title}>
            {title}
          </span>
          <span className={styles.count}>
            {formatCountOf(traceCount, 'trace')} <PartMark />
          </span>
        </p>
      )}
      <div className={styles.actions}>
        {hasTraces && (
          <>
            <OpenMenu />
            <ExportMenu title={title} traceCount={traceCount} />
            <ClearButton title={title} traceCount={traceCount} />
            <span className={styles.divider} />
            <ZoneSwitch />
          </>
        )}
        <IconButton
          icon={Search}
          label="Commands and search"
          shortcut={`${MOD_NAME}+K`}
          onClick={onPalette}
        />
        <ThemeButton />
        <IconButton icon={CircleQuestionMark} label="Keys" shortcut="?" onClick={onHelp} />
      </div>
      {children}
    </header>
  );
}

function OpenMenu() {
  const actions = useActions();
  const { chooseFiles, chooseFolder, paste } = useOpening();
  return (
    <Menu
      label="Open"
      icon={Plus}
      items={[
        { label: 'Add files…', hint: 'or drop them anywhere', icon: FileUp, run: chooseFiles },
        { label: 'Add a folder…', icon: FolderOpen, run: chooseFolder },
        { label: 'Paste', hint: 'or press Ctrl+V anywhere', icon: ClipboardPaste, run: paste },
        { label: 'Add the sample incident', icon: FlaskConical, run: () => actions.openSample() },
      ]}
    />
  );
}

function ZoneSwitch() {
  const actions = useActions();
  const timeZone = useAppState((state) => state.preferences.timeZone);
  return (
    <SegmentedControl
      label="Time zone"
      options={[
        { value: 'utc', label: 'UTC' },
        { value: 'local', label: 'Local' },
      ]}
      value={timeZone}
      onChange={(zone) => actions.setPreferences({ timeZone: zone })}
    />
  );
}
