import { useRef } from 'react';
import { useAppState } from '../../app-context.tsx';

/** How long after a letter the next one belongs to the same word, in ms. */
const WORD_TIME = 1000;

interface TypedKey {
  readonly key: string;
  readonly timeStamp: number;
}

/**
 * Gathers typed letters to the beginning of a name: null for keys that are no letters, and where single letters are
 * shortcuts.
 */
export function useTypeAhead(): (event: TypedKey) => string | null {
  const areLettersTaken = useAppState((state) => state.preferences.singleKeys);
  const typed = useRef({ text: '', at: -Infinity });
  return ({ key, timeStamp }) => {
    if (areLettersTaken || !/^.$/u.test(key)) return null;
    const isGoingOn = timeStamp - typed.current.at < WORD_TIME;
    typed.current = { text: isGoingOn ? typed.current.text + key : key, at: timeStamp };
    return typed.current.text;
  };
}
