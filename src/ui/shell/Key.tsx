import { Fragment } from 'react';
import type { Command } from '../parts/commands.ts';
import { isChord, MOD_NAME } from './shortcuts.ts';
import styles from './Key.module.css';

/** Keys to press one after the other. */
export function KeySequence({ keys }: { keys: NonNullable<Command['keys']> }) {
  return keys.map((key, at) => (
    <Fragment key={key + String(at)}>
      {at > 0 && ' then '}
      {isChord(key) && <Key name={MOD_NAME} />}
      <Key name={isChord(key) ? key.slice('Mod+'.length).toUpperCase() : key} />
    </Fragment>
  ));
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
]);

/** A key as it looks, by its `KeyboardEvent.key`. */
export function Key({ name }: { name: string }) {
  return <kbd className={styles.key}>{ON_THE_KEY.get(name) ?? name}</kbd>;
}
