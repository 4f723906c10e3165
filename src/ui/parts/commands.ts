import { createContext, useContext, useEffect, useId } from 'react';

/** Groups of commands, in the order in which the help and the palette list them. */
const COMMAND_GROUPS = [
  'Anywhere',
  'Trace',
  'Time',
  'Critical path',
  'Waterfall',
  'Flame graph',
  'Statistics',
  'Events',
  'Span',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Something the user can do by a key, or by its name in the palette. */
export interface Command {
  /** Unlike any other's. */
  readonly id: string;
  /** What it does, as a verb: "Next step of the path". */
  readonly label: string;
  /**
   * Keys pressed one after the other, each as `KeyboardEvent.key`; "Mod+" before one stands for Ctrl or ⌘. A key with Mod
   * works in fields too, and where single letters are switched off.
   */
  readonly keys?: readonly string[];
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

/** Commands of one group, as one component offers them. */
export interface OfferedCommands {
  readonly group: CommandGroup;
  readonly commands: readonly Command[];
}

/**
 * What can be done right now. Nobody is told when it changes: it is read when a key is pressed, or when the help or the
 * palette is drawn.
 */
export class CommandRegistry {
  readonly #offers = new Map<string, OfferedCommands>();

  set(owner: string, offered: OfferedCommands): void {
    this.#offers.set(owner, offered);
  }

  delete(owner: string): void {
    this.#offers.delete(owner);
  }

  /** All commands there are, group by group; those of an owner stay in their order. */
  list(): readonly OfferedCommands[] {
    const offers = [...this.#offers.values()];
    return COMMAND_GROUPS.map((group) => ({
      group,
      commands: offers.flatMap((offer) => (offer.group === group ? offer.commands : [])),
    })).filter(({ commands }) => commands.length > 0);
  }
}

/** The page's commands; null where nobody listens for keys, as around a component alone. */
export const CommandsContext = createContext<CommandRegistry | null>(null);

/** The page's commands, to list or to run them. */
export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('no <CommandsContext> around this component');
  return registry;
}

/** Offers `commands` as long as the component is there: the page binds their keys, the help and the palette list them. */
export function useCommands(group: CommandGroup, commands: readonly Command[]): void {
  const registry = useContext(CommandsContext);
  const owner = useId();
  useEffect(() => registry?.set(owner, { group, commands }));
  useEffect(() => () => registry?.delete(owner), [registry, owner]);
}
