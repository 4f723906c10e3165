import { describe, expect, it } from 'vitest';
import type { Reply, TraceList, TraceRow } from '../../../src/core/engine/protocol.ts';
import { PAGE_SIZE, TracePages } from '../../../src/ui/traces/trace-pages.ts';

const ROW_COUNT = 1050;

function rowAt(index: number): TraceRow {
  return {
    traceId: `trace-${index}`,
    rootService: 'cart',
    rootOperation: 'GET',
    hasRoot: true,
    start: { seconds: index, nanos: 0 },
    duration: index,
    spanCount: 1,
    errorCount: 0,
    services: [{ name: 'cart', spanCount: 1 }],
  };
}

function listFrom(offset: number, limit = PAGE_SIZE): TraceList {
  const length = Math.max(0, Math.min(limit, ROW_COUNT - offset));
  return {
    traceCount: ROW_COUNT,
    spanCount: ROW_COUNT,
    totalTraceCount: ROW_COUNT,
    longestDuration: 2000,
    offset,
    rows: Array.from({ length }, (_, i) => rowAt(offset + i)),
  };
}

/** Pages whose requests are answered by hand, in order. */
function openPages() {
  const requests: {
    offset: number;
    signal: AbortSignal;
    reply: (answer?: Reply<TraceList>) => Promise<void>;
  }[] = [];
  const pages = new TracePages(listFrom(0), (offset, limit, signal) => {
    let resolve: (answer: Reply<TraceList>) => void = () => {};
    const promise = new Promise<Reply<TraceList>>((settle) => (resolve = settle));
    const reply = async (
      answer: Reply<TraceList> = {
        ok: true,
        revision: 1,
        isPartial: false,
        coverage: null,
        result: listFrom(offset, limit),
      },
    ) => {
      resolve(answer);
      await promise;
      await Promise.resolve();
    };
    requests.push({ offset, signal, reply });
    return promise;
  });
  return { pages, requests };
}

describe('TracePages', () => {
  it('has the first page at once and asks for nothing', () => {
    const { pages, requests } = openPages();
    pages.want(0, 40);
    expect(pages.entryAt(7)).toEqual({ index: 7, row: rowAt(7), share: 7 / 2000 });
    expect(requests).toEqual([]);
  });

  it('keeps the place of rows that are not there yet, the same each time', () => {
    const { pages } = openPages();
    const blank = pages.entryAt(450);
    expect(blank).toEqual({ index: 450, row: null, share: 0 });
    expect(pages.entryAt(450)).toBe(blank);
    expect(pages.entriesAround(190, 210).map(({ index }) => index)).toEqual(
      Array.from({ length: 400 }, (_, i) => i),
    );
    expect(pages.entriesAround(1000, 1060)).toHaveLength(50);
    expect(pages.entryAt(ROW_COUNT)).toBeUndefined();
  });

  it('tells when rows in sight have come', async () => {
    const { pages, requests } = openPages();
    let told = 0;
    pages.subscribe(() => told++);
    pages.want(400, 440);
    expect(requests.map(({ offset }) => offset)).toEqual([400]);
    await requests[0].reply();
    expect(told).toBe(1);
    expect(pages.entryAt(401)?.row).toEqual(rowAt(401));
  });

  it('asks for one page at a time, and next for where the reader is by then', async () => {
    const { pages, requests } = openPages();
    pages.want(200, 240);
    pages.want(400, 440);
    pages.want(790, 830);
    expect(requests.map(({ offset }) => offset)).toEqual([200]);
    await requests[0].reply();
    expect(requests.map(({ offset }) => offset)).toEqual([200, 600]);
    await requests[1].reply();
    expect(requests.map(({ offset }) => offset)).toEqual([200, 600, 800]);
  });

  it('reports a failure and does not ask again until told to', async () => {
    const { pages, requests } = openPages();
    pages.want(400, 440);
    await requests[0].reply({ ok: false, error: { code: 'worker-lost', message: 'gone' } });
    expect(pages.error?.message).toBe('gone');
    pages.want(400, 440);
    expect(requests).toHaveLength(1);
    pages.retry();
    await requests[1].reply();
    expect(pages.error).toBeNull();
    expect(pages.entryAt(400)?.row).toEqual(rowAt(400));
  });

  it('drops the answer to a request it cancelled', async () => {
    const { pages, requests } = openPages();
    pages.want(400, 440);
    pages.cancel();
    expect(requests[0].signal.aborted).toBe(true);
    await requests[0].reply();
    expect(pages.entryAt(400)?.row).toBeNull();
  });
});
