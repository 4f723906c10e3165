import { useMemo, type ReactNode } from 'react';
import { useAnswer } from '../app-context.tsx';
import { ServiceStyleContext, styleOfEach } from './service-style.ts';

/** Asks once for all labels of the page which services there are, and says how each is drawn. */
export function ServiceStyles({ children }: { children: ReactNode }) {
  const { result } = useAnswer('listNames', {});
  const services = JSON.stringify(result?.services ?? []);
  const styleOf = useMemo(() => styleOfEach(JSON.parse(services) as string[]), [services]);
  return <ServiceStyleContext value={styleOf}>{children}</ServiceStyleContext>;
}
