import { createContext, useContext } from 'react';
import type { OpenedTrace } from './opened-trace.ts';

export const OpenedTraceContext = createContext<OpenedTrace | null>(null);

/** The opened trace; only below `OpenedTraceProvider`. */
export function useOpenedTrace(): OpenedTrace {
  const opened = useContext(OpenedTraceContext);
  if (!opened) throw new Error('no <OpenedTraceProvider> around this component');
  return opened;
}
