import type { ComponentProps, MouseEvent } from 'react';
import type { View } from '../../state/view.ts';
import { useActions } from '../app-context.tsx';

interface ViewLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  /** What is shown differently after following the link. */
  to: Partial<View>;
}

/** A link to another view of the same data: a step of history, and a real address for a new tab. */
export function ViewLink({ to, children, ...rest }: ViewLinkProps) {
  const actions = useActions();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    actions.show(to);
  };
  return (
    <a {...rest} href={actions.linkTo(to)} onClick={follow}>
      {children}
    </a>
  );
}
