import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ChangeEvent,
  type ReactNode,
} from 'react';
import { useActions } from '../app-context.tsx';
import { useAnnounce } from '../parts/Announcer.tsx';
import { DropTarget } from './DropTarget.tsx';
import { describeLeftOut, listChosenFiles, pastedText, type GivenFiles } from './dropped-files.ts';

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

/** What is to be said of what was given last, and by what it goes. */
export interface Remark {
  /** Null where there is nothing to say. */
  readonly text: string | null;
  readonly dismiss: () => void;
}

const RemarkContext = createContext<Remark>({ text: null, dismiss: () => {} });

export function useRemark(): Remark {
  return useContext(RemarkContext);
}

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
  const [text, setText] = useState<string | null>(null);
  const remark = useMemo<Remark>(() => ({ text, dismiss: () => setText(null) }), [text]);
  const tell = useCallback(
    (message: string) => {
      setText(message);
      announce(message);
    },
    [announce],
  );
  const take = useCallback(
    (given: GivenFiles) => {
      if (given.files.length > 0) actions.openFiles(given.files);
      setText(null);
      const leftOut = describeLeftOut(given);
      if (leftOut !== null) tell(leftOut);
    },
    [actions, tell],
  );
  const opening = useMemo<Opening>(
    () => ({
      chooseFiles: () => files.current?.click(),
      chooseFolder: () => folder.current?.click(),
      paste: () => {
        navigator.clipboard.readText().then(
          (pasted) =>
            pasted.trim()
              ? take({ files: [pastedText(pasted)], leftOutCount: 0 })
              : tell('The clipboard holds no text'),
          () => tell('The browser does not let this page read the clipboard: press Ctrl+V instead'),
        );
      },
    }),
    [take, tell],
  );
  const openChosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    if (currentTarget.files?.length) take(listChosenFiles(currentTarget.files));
    currentTarget.value = ''; // so that the same file can be chosen again
  };
  return (
    <OpeningContext value={opening}>
      <RemarkContext value={remark}>
        <DropTarget onGiven={take} onTrouble={tell}>
          {children}
        </DropTarget>
      </RemarkContext>
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
