import { createElement, useEffect, useState, type ComponentType } from 'react';
import type { Tab } from '../../state/view.ts';
import { SkeletonRows } from '../parts/Skeleton.tsx';
import { NoTabView } from './NoTabView.tsx';

type TabView = ComponentType<{ tab: Tab }>;

/** Null until it has come; from then on it is drawn at once, which what suspends is not. */
let found: TabView | null = null;

/** The views are a part of the page's script of their own: they come while the first screen is looked at. */
const coming: Promise<TabView> = import('./TabView.tsx').then(
  ({ TabView }) => (found = TabView),
  () => (found = NoTabView),
);

/** The view of a tab, as soon as the views have come. */
export function LateTabView({ tab }: { tab: Tab }) {
  const [view, setView] = useState<TabView | null>(() => found);
  useEffect(() => {
    if (!view) void coming.then((come) => setView(() => come));
  }, [view]);
  return view ? createElement(view, { tab }) : <SkeletonRows count={12} />;
}
