import { createEngine } from '../core/engine/engine.ts';
import { serveEngine } from './serve.ts';

serveEngine(createEngine(), globalThis as unknown as Worker);
