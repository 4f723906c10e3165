import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { arrangeTrace } from '../../../src/core/engine/arrange-trace.ts';
import { OpenTrace } from '../../../src/core/engine/open-trace.ts';
import { type Dataset, traceIdOf } from '../../../src/core/model/dataset.ts';
import type { TraceIndex } from '../../../src/core/model/units.ts';
import { readFiles } from '../../fixtures/read-files.ts';

const folder = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url));

async function readSample(path: string): Promise<OpenTrace[]> {
  const { dataset } = await readFiles([{ name: basename(path), content: readFileSync(folder + path) }]);
  return openAll(dataset);
}

function openAll(dataset: Dataset): OpenTrace[] {
  return Array.from({ length: dataset.traces.length }, (_, trace) => {
    const traceId = traceIdOf(dataset, trace as TraceIndex);
    return new OpenTrace(dataset, { traceId, alignClocks: false });
  });
}

describe.skipIf(!existsSync(folder))('real traces', () => {
  test.each<[string, string[]]>([
    [
      'jaeger-api-dir/0003dde9dc783971.json',
      ['frontend, search: 0.395 ms', 'frontend, reservation: 0.547 ms'],
    ],
    ['zipkin/ascend.json', ['mobile-gateway, auth-service: -9.246 ms']],
    ['jaeger-api/deathstarbench-nested-refs.json', []],
    ['jaeger-api/jaegerui-span-longer-than-parent.json', []],
    ['jaeger-api/crisp-18.json', []],
    ['otlp/robotframework-essvt.jsonl', []],
    ['zipkin/messaging2.json', []],
    ['zipkin/yelp.json', []],
    ['tempo/kiali-responseTrace-base64.json', []],
  ])('the clocks of %s', async (path, expected) => {
    const clocks = (await readSample(path)).flatMap((trace) => trace.clocks);
    expect(
      clocks.map(({ caller, callee, offset }) => `${caller.service}, ${callee.service}: ${offset / 1e6} ms`),
    ).toEqual(expected);
  });

  test.each<[string, string[]]>([
    [
      'otlp/robotframework-essvt.jsonl',
      ['13 × INSERT essvt.project_settings_t', '13 × INSERT essvt.project_settings_t'],
    ],
    ['zipkin/smartthings-oauth.json', ['6 × client-select-by-id']],
    ['otlp/robotframework-diverse-full.jsonl', []],
    ['grafana-download/vikrant-batches-numbers.json', []],
    ['zipkin/yelp.json', []],
  ])('what looks like N+1 in %s', async (path, expected) => {
    const found = (await readSample(path)).flatMap((open) => {
      const { traceId, dataset, slice } = open;
      const whole = { of: null, window: null, blocking: [], nonBlocking: [] };
      const arranged = arrangeTrace(open, {
        traceId,
        alignClocks: false,
        ...whole,
        sort: 'start',
        isGrouped: true,
      });
      return Array.from(arranged.group).flatMap((group, node) =>
        group >= 0 && arranged.groups.isRepeated[group]
          ? [
              `${arranged.groups.count[group]} × ${dataset.operations[slice.columns.operation[arranged.span[node]]].name}`,
            ]
          : [],
      );
    });
    expect(found).toEqual(expected);
  });
});
