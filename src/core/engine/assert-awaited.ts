import type { Cancellable } from '../model/source.ts';
import { EngineFailure } from './protocol.ts';

/** Throws `cancelled` once nobody waits any more. */
export function assertAwaited({ isCancelled }: Cancellable): void {
  if (isCancelled())
    throw new EngineFailure({ code: 'cancelled', message: 'Nobody waits for this any more.' });
}
