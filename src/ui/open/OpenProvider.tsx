import { createContext, useContext, useMemo, useRef, type ChangeEvent, type ReactNode } from 'react';
import { useActions } from '../app-context.tsx';
import { useAnnounce } from '../parts/Announcer.tsx';
import { DropTarget } from './DropTarget.tsx';
import { describeLeftOut, listChosenFiles, pastedText } from './dropped-files.ts';

/** The ways to open something that start with a click. */
export interface Opening {
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  /** Reads the clipboard's text; the browser may ask the user first. */
  readonly paste: () => void;
}

/** Makes a file input choose a folder; in every browser, though in no standard. */
const WHOLE_FOLDER = { webkitdirectory: '' };

const OpeningContext = createContext<Opening | null>(null);

export function useOpening(): Opening {
  const opening = useContext(OpeningContext);
  if (!opening) throw new Error('no <OpenProvider> around this component');
  return opening;
}

/** Everything by which files come in: the whole window as a drop target, the two choosers, and the clipboard. */
export function OpenProvider({ children }: { children: ReactNode }) {
  const actions = useActions();
  const announce = useAnnounce();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const opening = useMemo<Opening>(
    () => ({
      chooseFiles: () => files.current?.click(),
      chooseFolder: () => folder.current?.click(),
      paste: () => {
        navigator.clipboard.readText().then(
          (text) =>
            text.trim() ? actions.openFiles([pastedText(text)]) : announce('The clipboard holds no text'),
          () => announce('The browser does not let this page read the clipboard: press Ctrl+V instead'),
        );
      },
    }),
    [actions, announce],
  );
  const openChosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    if (currentTarget.files?.length) {
      const given = listChosenFiles(currentTarget.files);
      if (given.files.length > 0) actions.openFiles(given.files);
      const leftOut = describeLeftOut(given);
      if (leftOut !== null) announce(leftOut);
    }
    currentTarget.value = ''; // so that the same file can be chosen again
  };
  return (
    <OpeningContext value={opening}>
      <DropTarget>{children}</DropTarget>
      <input ref={files} type="file" multiple hidden aria-label="Files to open" onChange={openChosen} />
      <input
        ref={folder}
        type="file"
        {...WHOLE_FOLDER}
        hidden
        aria-label="Folder to open"
        onChange={openChosen}
      />
    </OpeningContext>
  );
}
