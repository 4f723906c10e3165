import { memo } from 'react';
import type { ColorScale } from './color-scale.ts';
import type { GraphMarks } from './draw-graph.ts';
import { GraphCallMark, type CallEvents } from './GraphCallMark.tsx';
import { GraphServiceMark, type ServiceEvents } from './GraphServiceMark.tsx';
import { describeCall, describeService, type Focus, type GraphModel, type Target } from './graph-model.ts';
import { useGrowing } from './use-growing.ts';

interface GraphMarkListProps {
  model: GraphModel;
  marks: GraphMarks;
  scale: ColorScale;
  focus: Focus | null;
  picked: Target | null;
  pins: ReadonlyMap<string, unknown>;
  /** The service the tab key reaches. */
  tabStop: string | null;
  serviceEvents: ServiceEvents;
  callEvents: CallEvents;
}

/** All lines and circles; calls below services, and what is in focus above what is not. */
export const GraphMarkList = memo(function GraphMarkList(props: GraphMarkListProps) {
  const { model, marks, scale, focus, picked, pins, tabStop, serviceEvents, callEvents } = props;
  const callCount = useGrowing(marks.calls.length);
  return (
    <>
      <g>
        {marks.calls.slice(0, callCount).map((mark) => (
          <GraphCallMark
            key={mark.call.key}
            mark={mark}
            name={describeCall(mark.call)}
            isPicked={picked?.kind === 'call' && picked.key === mark.call.key}
            isNear={focus?.calls.has(mark.call.key) ?? false}
            events={callEvents}
          />
        ))}
      </g>
      <g>
        {marks.services.map((mark) => {
          const { service } = mark.node;
          return (
            <GraphServiceMark
              key={service}
              mark={mark}
              name={describeService(model, mark.node)}
              step={scale.stepOf(mark.node)}
              isPicked={picked?.kind === 'service' && picked.service === service}
              isNear={focus?.services.has(service) ?? false}
              isTabStop={service === tabStop}
              isMoved={pins.has(service)}
              events={serviceEvents}
            />
          );
        })}
      </g>
    </>
  );
});
