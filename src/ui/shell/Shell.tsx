import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Tab } from '../../state/view.ts';
import { TABS } from '../../state/view.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { LoadingStrip } from '../open/LoadingStrip.tsx';
import { OpenPage } from '../open/OpenPage.tsx';
import { classNames } from '../parts/class-names.ts';
import { useCommandRegistry } from '../parts/commands.ts';
import { formatCount, formatCountOf } from '../parts/format.ts';
import { SkipLink } from '../parts/SkipLink.tsx';
import { tabId, tabPanelId, Tabs } from '../parts/Tabs.tsx';
import { VisuallyHidden } from '../parts/VisuallyHidden.tsx';
import { FilterBar } from '../traces/FilterBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { CoverageBanner } from './CoverageBanner.tsx';
import { Header } from './Header.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { LateTabView } from './LateTabView.tsx';
import { Notice } from './Notice.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TAB_NAMES } from './tab-names.ts';
import { useFrameCommands } from './use-frame-commands.ts';
import { useOpened, type Opened } from './use-opened.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './Shell.module.css';

/** The tabs whose views are about the filtered traces. */
const FILTERED: ReadonlySet<Tab> = new Set(['overview', 'traces', 'services', 'graph']);

/** The frame of the page. */
export function Shell() {
  const opened = useOpened();
  const [dialog, setDialog] = useState<'help' | 'palette' | null>(null);
  const showHelp = () => setDialog('help');
  const showPalette = () => setDialog('palette');
  const close = () => setDialog(null);
  const tab = useAppState((state) => state.view.tab);
  const { hasTraces } = opened;
  useFrameCommands({
    hasTraces,
    hasFilter: hasTraces && FILTERED.has(tab),
    showHelp,
    showPalette,
  });
  useShortcuts(
    useCommandRegistry(),
    useAppState((state) => state.preferences.singleKeys),
  );
  useDocumentTitle(opened);
  return (
    <div className={styles.shell}>
      <SkipLink to="main" onSkip={() => document.getElementById('main')?.focus()}>
        Skip to the view
      </SkipLink>
      <Header opened={opened} onHelp={showHelp} onPalette={showPalette}>
        {hasTraces && <Views opened={opened} />}
      </Header>
      <Notice />
      {hasTraces && <CoverageBanner />}
      {hasTraces ? <OpenedMain /> : <EmptyMain />}
      <LoadingStrip />
      <StatusLine opened={opened} />
      {dialog === 'help' && <HelpDialog onClose={close} />}
      {dialog === 'palette' && <CommandPalette onClose={close} />}
    </div>
  );
}

function EmptyMain() {
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      <OpenPage />
    </main>
  );
}

/** The ways to look at what is opened. */
function Views({ opened }: { opened: Opened }) {
  const actions = useActions();
  const tab = useAppState((state) => state.view.tab);
  const items = TABS.map((value) => ({
    value,
    label: TAB_NAMES[value].name,
    badge: value === 'data' ? <DataBadges {...opened} /> : null,
  }));
  return (
    <nav aria-label="Views" className={styles.tabs}>
      <Tabs label="Views" items={items} value={tab} onSelect={(value) => actions.show({ tab: value })} />
    </nav>
  );
}

function OpenedMain() {
  const tab = useAppState((state) => state.view.tab);
  useKeptFocus(tab);
  return (
    <>
      {FILTERED.has(tab) && <FilterBar />}
      <main id="main" tabIndex={-1} className={styles.main}>
        <div role="tabpanel" id={tabPanelId(tab)} aria-labelledby={tabId(tab)} className={styles.panel}>
          <VisuallyHidden>
            <h1>{TAB_NAMES[tab].name}</h1>
          </VisuallyHidden>
          <LateTabView tab={tab} />
        </div>
      </main>
    </>
  );
}

/** What is to be known of the data, in the numbers that the page of data shows. */
function DataBadges({ failedCount, oddCount }: Opened) {
  return (
    <>
      {failedCount > 0 && (
        <Badge count={failedCount} isError>
          {formatCountOf(failedCount, 'file')} with a failure
        </Badge>
      )}
      {oddCount > 0 && <Badge count={oddCount}>{oddCount} repaired, skipped or odd</Badge>}
    </>
  );
}

function Badge({
  count,
  isError = false,
  children,
}: {
  count: number;
  isError?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classNames(styles.badge, isError && styles.failed)}>
      <span aria-hidden>{formatCount(count)}</span>
      <VisuallyHidden>, {children}</VisuallyHidden>
    </span>
  );
}

function useDocumentTitle({ hasTraces, title }: Opened): void {
  const tab = useAppState((state) => state.view.tab);
  const isLoading = useAppState((state) => state.isLoading);
  const state = hasTraces ? `${TAB_NAMES[tab].name} · ${title} · ` : '';
  const reading = isLoading ? 'Reading · ' : '';
  useEffect(() => {
    document.title = `${reading}${state}TracAgg`;
  }, [reading, state]);
}

/** Where a change of tab took the focused element away, the new view has the focus: it is never lost. */
function useKeptFocus(tab: Tab): void {
  const shown = useRef(tab);
  useLayoutEffect(() => {
    if (shown.current === tab) return;
    shown.current = tab;
    if (document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [tab]);
}
