import { useCallback, useMemo, useState } from 'react';
import { isOutdated, useActions, useAnswer, useAppState } from '../app-context.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { withCriteria } from '../traces/filter-criteria.ts';
import { NoMatch } from '../traces/NoMatch.tsx';
import { CallTable } from './CallTable.tsx';
import { download, formatSvg } from './format-svg.ts';
import { buildModel, type GraphModel } from './graph-model.ts';
import { GraphPanel } from './GraphPanel.tsx';
import { GraphStage } from './GraphStage.tsx';
import { GraphToolbar } from './GraphToolbar.tsx';
import type { Point } from './layout-graph.ts';
import { usePicked } from './use-picked.ts';
import { useThinning } from './use-thinning.ts';
import styles from './GraphView.module.css';

/** Who calls whom in the filtered traces, as a picture or a table. */
export function GraphView() {
  const filter = useAppState((state) => state.view.filter);
  const answer = useAnswer('graphServices', { filter });
  const { result, error } = answer;
  const model = useMemo(() => result && buildModel(result), [result]);
  if (error) return <EmptyState title="The service graph could not be made">{error.message}</EmptyState>;
  if (!model) return <Skeleton height="100%" />;
  if (model.graph.nodes.length === 0) return <NoMatch />;
  return <LoadedGraph model={model} isStale={isOutdated(answer)} />;
}

const NOT_MOVED: ReadonlyMap<string, Point> = new Map();

function LoadedGraph({ model, isStale }: { model: GraphModel; isStale: boolean }) {
  const actions = useActions();
  const { filter, graphForm: form, graphColor: color } = useAppState((state) => state.view);
  const thinning = useThinning();
  const [pins, setPins] = useState(NOT_MOVED);
  const { picked, pick } = usePicked(model);
  const [svg, setSvg] = useState<SVGSVGElement | null>(null);
  const move = useCallback((service: string, to: Point) => {
    setPins((before) => new Map(before).set(service, to));
  }, []);
  const release = (service: string) =>
    setPins((before) => new Map([...before].filter(([moved]) => moved !== service)));
  // an operation in the filter was another service's, or narrows to less than this service's traces
  const showTraces = (service: string) =>
    actions.show({ tab: 'traces', filter: withCriteria(filter, { service, operation: undefined }) });
  const isMoved = picked?.kind === 'service' && pins.has(picked.service);
  return (
    <div className={styles.view}>
      <GraphToolbar
        {...{ model, form, color, thinning }}
        onForm={(graphForm) => actions.show({ graphForm }, { replace: true })}
        onColor={(graphColor) => actions.show({ graphColor }, { replace: true })}
        onSave={() => svg && download('service-graph.svg', 'image/svg+xml', formatSvg(svg))}
      />
      <div className={styles.body}>
        {form === 'table' ? (
          <CallTable model={model} picked={picked} onPick={pick} />
        ) : (
          <GraphStage
            {...{ svg, model, pins, picked, isStale }}
            leastShare={thinning.leastShare}
            onSvg={setSvg}
            measure={color}
            onMove={move}
            onRelease={() => setPins(NOT_MOVED)}
            onPick={pick}
          />
        )}
        <GraphPanel
          model={model}
          picked={picked}
          onPick={pick}
          onRelease={isMoved ? release : null}
          onShowTraces={showTraces}
        />
      </div>
    </div>
  );
}
