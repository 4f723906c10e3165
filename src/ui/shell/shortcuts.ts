import type { Command, OfferedCommands } from '../parts/commands.ts';

/** What "Mod" is called on this machine's keyboard. */
export const MOD_NAME = /Mac|iP(?:hone|ad|od)/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** Whether a command's key is pressed together with Ctrl or ⌘. */
export function isChord(key: string): boolean {
  return key.startsWith('Mod+');
}

/** The key as `Command.keys` names it, or null of keys that never are part of a command. */
export function nameOfKey(event: KeyboardEvent): string | null {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (event.getModifierState('AltGraph')) return key; // how brackets are typed on many keyboards
  if (altKey || key === 'Shift' || key === 'Control' || key === 'Meta') return null;
  const typed = event.getModifierState('CapsLock') && /^\p{L}$/u.test(key) ? swapCase(key) : key;
  return ctrlKey || metaKey ? `Mod+${typed.toLowerCase()}` : typed;
}

/** The command that `pressed` keys spell; 'begun' where more may come, null where none begins like this. */
export function findByKeys(
  offers: readonly OfferedCommands[],
  pressed: readonly string[],
): Command | 'begun' | null {
  let isBegun = false;
  for (const { commands } of offers)
    for (const command of commands) {
      const { keys = [], isDisabled = false } = command;
      if (isDisabled || keys.length < pressed.length) continue;
      if (!pressed.every((key, at) => keys[at] === key)) continue;
      if (keys.length === pressed.length) return command;
      isBegun = true;
    }
  return isBegun ? 'begun' : null;
}

function swapCase(letter: string): string {
  const upper = letter.toUpperCase();
  return letter === upper ? letter.toLowerCase() : upper;
}
