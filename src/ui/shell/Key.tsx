import { Fragment } from 'react';
import type { Command } from '../parts/commands.ts';
import { isChord, MOD_NAME } from './shortcuts.ts';
import styles from './Key.module.css';

/** Keys to press one after the other. */
export function KeySequence({ keys }: { keys: NonNullable<Command['keys']> }) {
  return keys.map((key, at) => (
    <Fragment key={key + String(at)}>
      {at > 0 && ' then '}
      {pressedTogether(key).map((name) => (
        <Key key={name} name={name} />
      ))}
    </Fragment>
  ));
}

/** The keys that make one of `Command.keys`. */
function pressedTogether(key: string): readonly string[] {
  if (isChord(key)) return [MOD_NAME, key.slice('Mod+'.length).toUpperCase()];
  return /^\p{Lu}$/u.test(key) ? ['Shift', key.toLowerCase()] : [key];
}

/** What stands on keys whose `KeyboardEvent.key` does not say it well. */
const ON_THE_KEY: ReadonlyMap<string, string> = new Map([
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['PageUp', 'Page Up'],
  ['PageDown', 'Page Down'],
  ['Escape', 'Esc'],
  [' ', 'Space'],
  ['ContextMenu', 'Menu'],
]);

/** A key as it looks, by its `KeyboardEvent.key`. */
export function Key({ name }: { name: string }) {
  return <kbd className={styles.key}>{ON_THE_KEY.get(name) ?? name}</kbd>;
}
