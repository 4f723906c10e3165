import { createEngine } from '../core/engine/engine.ts';
import { budgetFor } from '../core/engine/memory-plan.ts';
import { serveEngine } from './serve.ts';

/** In GiB, rounded; only some browsers tell. Not in TypeScript's library yet. */
const { deviceMemory } = navigator as { readonly deviceMemory?: number };

const engine = createEngine({ budget: budgetFor(deviceMemory), now: () => performance.now() });
/** Is given the worker's end of the channel with the page. */
const serve = ({ data: end }: MessageEvent<MessagePort>) => serveEngine(engine, end);
addEventListener('message', serve, { once: true });
