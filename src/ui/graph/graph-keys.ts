import type { KeyBinding } from '../parts/key-bindings.ts';
import { ARROW_STEPS } from './walk-graph.ts';

const ARROWS = Object.keys(ARROW_STEPS);

/** The keys of the graph; walking, moving and picking are about the service that has the focus. */
export const GRAPH_KEYS: readonly KeyBinding<
  'walk' | 'move' | 'pick' | 'zoom-in' | 'zoom-out' | 'fit' | 'let-go'
>[] = [
  { keys: ARROWS, withShift: false, label: 'Walk along calls', command: 'walk' },
  { keys: ARROWS, withShift: true, label: 'Move the service', command: 'move' },
  { keys: ['Enter', ' '], label: 'Show its details', command: 'pick' },
  { keys: ['+', '='], label: 'Closer', command: 'zoom-in' },
  { keys: ['-'], label: 'Farther', command: 'zoom-out' },
  { keys: ['0'], label: 'All of it', command: 'fit' },
  { keys: ['Escape'], label: 'Close the details', command: 'let-go' },
];
