import { afterEach, describe, expect, test, vi } from 'vitest';
import { TAPE_WORDS } from '../../../src/core/kernel/kernel-batch.ts';
import { WHOLE_ELEMENT, WHOLE_MEMBER } from '../../../src/core/kernel/kernel-dictionary.ts';
import { kernelTables } from '../../../src/core/kernel/kernel-tables.ts';
import { KERNEL_WASM } from '../../../src/core/kernel/kernel-wasm.ts';
import { createKernel, type Kernel } from '../../../src/core/kernel/kernel.ts';
import { list, object, RAW, record, SKIP } from '../../../src/core/kernel/node.ts';
import { OWNER_SLOT, PLACE_SLOT, rowTable } from '../../../src/core/kernel/row-table.ts';
import { transcribe } from '../../fixtures/kernel-transcript.ts';

const EVENT = rowTable({ name: { is: 'text', keys: ['name'] } });
const SPAN = rowTable({
  name: { is: 'text', keys: ['name'] },
  tags: { is: 'attributes', keys: ['tags'], fixed: ['key'] },
  events: { is: 'entries', keys: ['events'], table: EVENT },
});
const TRACES = kernelTables(
  object({ data: list(object({ id: RAW, spans: list(record(SPAN)), note: SKIP })), errors: RAW }),
);
const [ROOT, DATA, TRACE, ID, SPANS, SPAN_NODE] = TRACES.paths.keys();

/** A kernel in front of `text`, all of which is in its window, beginning at `place` in the whole text. */
function open(
  text: string,
  tables = TRACES,
): { kernel: Kernel; read: (isLast?: boolean, place?: number) => string } {
  const kernel = createKernel()!;
  kernel.load(tables);
  const bytes = Buffer.from(text);
  kernel.reserveWindow(bytes.length);
  kernel.window.set(bytes);
  kernel.begin();
  return { kernel, read: (isLast = true, place = 0) => kernel.read(kernel.at, bytes.length, place, isLast) };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('tables', () => {
  test('number the nodes of a tree in the order of the document, each with its path', () => {
    expect(TRACES.paths).toEqual([
      '',
      'data',
      'data[]',
      'data[].id',
      'data[].spans',
      'data[].spans[]',
      'data[].note',
      'errors',
    ]);
    expect(TRACES.parents).toEqual([-1, 0, 1, 2, 2, 4, 2, 0]);
    expect(TRACES.tables).toEqual([SPAN, EVENT]);
  });

  test('lay out rows with doubles at even slots', () => {
    const table = rowTable({
      name: { is: 'text', keys: ['name'] },
      time: { is: 'time', unit: 1, keys: ['time'] },
      kind: { is: 'value', keys: ['kind'] },
      size: { is: 'double', keys: ['size'] },
    });
    expect(table).toMatchObject({
      slots: { time: 4, size: 8, name: 10, kind: 11 },
      bits: { name: 1, time: 2, kind: 4, size: 8 },
      stride: 12,
    });
  });

  test('may be changed: others are read by then, and nothing is known any more', () => {
    const { kernel, read } = open('{"data":[{"spans":[{"name":"a","tags":[{"key":"k","value":1}]}]}]}');
    expect(read()).toBe('done');
    expect([kernel.texts.count, kernel.pairs.count, kernel.templates.count]).toEqual([1, 1, 3]);
    const NAMES = rowTable({ title: { is: 'text', keys: ['name'] } });
    kernel.load(kernelTables(list(record(NAMES))));
    expect([kernel.texts.count, kernel.pairs.count, kernel.templates.count]).toEqual([0, 0, 2]);
    kernel.window.set(Buffer.from('[{"name":"b"}]'));
    expect(kernel.read(0, 14, 0, true)).toBe('done');
    expect(kernel.batch().rowsOf(NAMES).length).toBe(1);
    expect(textOf(kernel.texts.bytesOf(0))).toBe('b');
  });
});

describe('the tape', () => {
  test('has a place for everything, and says how many rows came before', () => {
    const text = '{"data":[{"id":7,"spans":[{"name":"a"},{"name":1},{"name":"b"}]}]}';
    const { kernel, read } = open(text);
    const place = 5 * 2 ** 32;
    expect(read(true, place)).toBe('done');
    const batch = kernel.batch();
    const { tape } = batch;
    const [open_, close, value, odd] = [1, 2, 3, 4];
    expect(
      Array.from({ length: tape.length / TAPE_WORDS }, (_, at) => [...tape.subarray(4 * at, 4 * at + 4)]),
    ).toEqual([
      [open_ | (ROOT << 8), 0, 5, 0],
      [open_ | (DATA << 8), text.indexOf('[{"id'), 5, 0],
      [open_ | (TRACE << 8), text.indexOf('{"id'), 5, 0],
      [value | (ID << 8), 0, text.indexOf('7'), 0],
      [open_ | (SPANS << 8), text.indexOf('[{"name'), 5, 0],
      [odd | (SPAN_NODE << 8), text.indexOf('{"name":1'), text.indexOf(',{"name":"b'), 1],
      [close | (SPANS << 8), text.indexOf('[{"name'), 5, 2],
      [close | (TRACE << 8), text.indexOf('{"id'), 5, 2],
      [close | (DATA << 8), text.indexOf('[{"id'), 5, 2],
      [close | (ROOT << 8), 0, 5, 2],
    ]);
    const { doubles } = batch.rowsOf(SPAN);
    const places = [0, 1].map((row) => doubles[(row * SPAN.stride + PLACE_SLOT) / 2] - place);
    expect(places).toEqual([text.indexOf('{"name":"a'), text.indexOf('{"name":"b')]);
  });

  test('is taken back with a record that turns out to be odd, and so are its entries', () => {
    const { kernel, read } = open(
      '{"data":[{"spans":[{"events":[{"name":"a"},{"name":null}]},{"events":[{"name":"b"},{"name":"c"}]}]}]}',
    );
    expect(read()).toBe('done');
    const batch = kernel.batch();
    const events = batch.rowsOf(EVENT);
    expect([batch.rowsOf(SPAN).length, events.length]).toEqual([1, 2]);
    const [first, count] = batch.rowsOf(SPAN).words.subarray(SPAN.slots.events, SPAN.slots.events + 2);
    expect([first, count, events.words[OWNER_SLOT]]).toEqual([0, 2, 0]);
    expect(textOf(kernel.texts.bytesOf(events.words[EVENT.slots.name]))).toBe('b');
  });
});

describe('reading stops and goes on', () => {
  test('in front of a value of another kind than its node, and behind it where it is told to', () => {
    const text = '{"data":[{"spans":null,"note":1,"id":"x"},7,{"id":"y"}]}';
    const { kernel, read } = open(text);
    expect([read(), kernel.stopReason, text.slice(kernel.at)]).toEqual([
      'stopped',
      'shape',
      '"spans":null,"note":1,"id":"x"},7,{"id":"y"}]}',
    ]);
    const frames = kernel.frames();
    expect(frames).toEqual([
      { node: ROOT, start: 0 },
      { node: DATA, start: 8 },
      { node: TRACE, start: 9 },
    ]);
    // Somebody else has read the member.
    expect(kernel.begin(frames, 'value')).toBe(true);
    const behind = text.indexOf(',"note"');
    expect(kernel.read(behind, text.length, 0, true)).toBe('stopped');
    expect(text.slice(kernel.at)).toBe(',7,{"id":"y"}]}');
    expect(kernel.begin(kernel.frames(), 'value')).toBe(true);
    expect(kernel.read(text.indexOf(',{"id":"y'), text.length, 0, true)).toBe('done');
    expect([0, 1].map((id) => textOf(kernel.values.bytesOf(id)))).toEqual(['"x"', '"y"']);
  });

  test('in front of a key with escapes, which may be one that it knows', () => {
    const { kernel, read } = open('{"d\\u0061ta":[]}');
    expect([read(), kernel.stopReason, kernel.at]).toEqual(['stopped', 'shape', 1]);
  });

  test('when the batch is full, and takes up the next member', () => {
    const spans = Array.from({ length: 100 }, (_, at) => `{"name":"n${at % 7}"}`).join(',');
    const { events, result } = transcribe(`{"data":[{"spans":[${spans}]}]}`, TRACES, { batchBytes: 300 });
    expect(result).toBe('done');
    expect(events.filter(({ is }) => is === 'row').length).toBe(100);
  });

  test('behind the document, whatever comes next', () => {
    const { kernel, read } = open(' {"data":[]} \n{"data":[]}');
    expect([read(), kernel.at]).toEqual(['done', 12]);
    kernel.begin();
    expect([read(), kernel.at]).toEqual(['done', 25]);
  });

  test('only when there is twice as much of what was unfinished, or no more to come', () => {
    const text = `{"errors":"${'x'.repeat(100)}"}`;
    const { kernel } = open(text);
    const readTo = (length: number, isLast = false): string => {
      kernel.window.set(Buffer.from(text)); // what is behind the end is written over
      return kernel.read(kernel.at, length, 0, isLast);
    };
    expect([readTo(60), readTo(80), readTo(text.length), kernel.at]).toEqual(['more', 'more', 'more', 1]);
    expect([readTo(text.length, true), kernel.at]).toEqual(['done', text.length]);
  });

  test('not deeper than 64 lists and objects', () => {
    let node = list(record(SPAN));
    for (let depth = 0; depth < 64; depth++) node = list(node);
    const text = '['.repeat(65);
    expect(transcribe(text, kernelTables(node))).toMatchObject({
      result: 'stopped',
      reason: 'depth',
      at: 64,
    });
  });
});

describe('attributes', () => {
  /** Of all spans. */
  function attributesOf(kernel: Kernel): Uint32Array {
    const { length, words, attributes } = kernel.batch().rowsOf(SPAN);
    const [from, count] = words.subarray((length - 1) * SPAN.stride + SPAN.slots.tags);
    return attributes.subarray(0, from + count);
  }

  /** Template, value of each attribute of the first span. */
  function pairsOf(tags: string): [prefix: string, value: string, suffix: string][] {
    const { kernel, read } = open(`{"data":[{"spans":[{"tags":${tags}}]}]}`);
    expect(read()).toBe('done');
    return Array.from(attributesOf(kernel), (pair) => {
      const template = kernel.pairs.templateOf(pair);
      const isWhole = template === WHOLE_ELEMENT || template === WHOLE_MEMBER;
      return [
        isWhole ? ['element', 'member'][template] : textOf(kernel.templates.prefixOf(template)),
        textOf(kernel.pairs.bytesOf(pair)),
        textOf(kernel.templates.suffixOf(template)),
      ];
    });
  }

  test.each([
    [
      'a string',
      '[{"key":"a","value":{"stringValue":"GET"}}]',
      ['{"key":"a","value":{"stringValue":"', 'GET', '"}}'],
    ],
    [
      'a number',
      '[{"key":"a", "value":{"intValue": -12 }}]',
      ['{"key":"a", "value":{"intValue": ', '-12', ' }}'],
    ],
    ['the value first', '[{"value":"GET","key":"a"}]', ['{"value":"', 'GET', '","key":"a"}']],
    [
      'the last of some scalars',
      '[{"key":"a","type":"b","v":true}]',
      ['{"key":"a","type":"b","v":', 'true', '}'],
    ],
    ['no scalar but the key', '[{"key":"a","value":{}}]', ['element', '{"key":"a","value":{}}', '']],
    ['a list', '[{"key":"a","value":["b"]}]', ['element', '{"key":"a","value":["b"]}', '']],
    ['no object', '[null]', ['element', 'null', '']],
    ['a member', '{"a" : "b"}', ['"a" : "', 'b', '"']],
    ['a member that is an object', '{"a":{"b":{},"c":1,"d":{}}}', ['"a":{"b":{},"c":', '1', ',"d":{}}']],
    ['a member that is a list', '{"a":[1]}', ['member', '"a":[1]', '']],
    ['a key that is long', `{"${'k'.repeat(600)}":1}`, ['member', `"${'k'.repeat(600)}":1`, '']],
  ])('have templates: %s', (_, tags, expected) => expect(pairsOf(tags)).toEqual([expected]));

  test('are the same where template and value are', () => {
    const tags =
      '[{"key":"a","value":"x"},{"key":"a","value":"y"},{"key":"b","value":"x"},{"key":"a","value":"x"}]';
    const { kernel, read } = open(`{"data":[{"spans":[{"tags":${tags}},{"tags":${tags}}]}]}`);
    expect(read()).toBe('done');
    expect([...attributesOf(kernel)]).toEqual([0, 1, 2, 0, 0, 1, 2, 0]);
    expect(kernel.templates.count).toBe(4);
  });

  test('are no more than 4096 templates; what comes later is whole', () => {
    const tags = Array.from({ length: 5000 }, (_, at) => `{"key":"k${at}","value":1}`).join(',');
    const { kernel, read } = open(`{"data":[{"spans":[{"tags":[${tags}]}]}]}`);
    expect(read()).toBe('done');
    expect([kernel.templates.count, kernel.pairs.count]).toEqual([4096, 5000]);
    expect(kernel.pairs.templateOf(4999)).toBe(WHOLE_ELEMENT);
  });

  test.each([
    ['a key twice', '{"a":1,"b":2,"a":3}'],
    ['a key twice, of two types', '{"a":1,"a":"1"}'],
    ['a key that is a number', '{"a":1,"7":2}'],
    ['a key with escapes', '{"\\u0061":1}'],
  ])('in an object make the record odd: %s', (_, tags) => {
    const { events } = transcribe(`{"data":[{"spans":[{"tags":${tags}},{"tags":{"a":1}}]}]}`, TRACES);
    expect(events.filter(({ is }) => is === 'odd' || is === 'row').map(({ is }) => is)).toEqual([
      'odd',
      'row',
    ]);
  });
});

describe('memory', () => {
  test('of spellings is given back, and templates stay', () => {
    const { kernel, read } = open('{"data":[{"spans":[{"name":"a","tags":[{"key":"k","value":1}]}]}]}');
    read();
    kernel.clear();
    expect(kernel.resetDictionaries()).toBe(true);
    expect([kernel.texts.count, kernel.pairs.count, kernel.templates.count]).toEqual([0, 0, 3]);
    kernel.begin();
    expect(kernel.read(0, kernel.at, 0, true)).toBe('done');
    expect([textOf(kernel.texts.bytesOf(0)), kernel.pairs.templateOf(0)]).toEqual(['a', 2]);
  });

  test('is that of window, batch and spellings, however long the text is', () => {
    const kernel = createKernel()!;
    const spans = Array.from(
      { length: 2000 },
      (_, at) => `{"name":"n${at % 50}","tags":[{"key":"k","value":"${at}"}]},`,
    );
    const text = Buffer.from(spans.join(''));
    kernel.load(TRACES);
    kernel.reserveWindow(text.length);
    kernel.window.set(text);
    kernel.begin([
      { node: ROOT, start: 0 },
      { node: DATA, start: 0 },
      { node: TRACE, start: 0 },
      { node: SPANS, start: 0 },
    ]);
    const sizes = Array.from({ length: 200 }, (_, round) => {
      expect(kernel.read(0, text.length, round * text.length, false)).toBe('more');
      kernel.clear();
      kernel.begin(kernel.frames());
      return kernel.window.buffer.byteLength;
    });
    expect(sizes.at(-1)).toBe(sizes[0]);
    expect(kernel.dictionaryBytes).toBeLessThan(200_000);
  });

  test('of the window keeps what is in it when it grows', () => {
    const kernel = createKernel()!;
    expect(kernel.reserveWindow(10)).toBe(true);
    kernel.window.set(Buffer.from('0123456789'));
    expect(kernel.reserveWindow(1_000_000)).toBe(true);
    expect(kernel.window.length).toBeGreaterThanOrEqual(1_000_000);
    expect(textOf(kernel.window.subarray(0, 10))).toBe('0123456789');
  });
});

describe('where there is no WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each([
    ['at all', undefined],
    [
      'that a policy or the browser allows',
      {
        Module: function refuse() {
          throw new Error('refused');
        },
      },
    ],
  ])('%s, there is no kernel', async (_, platform) => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', platform);
    const { createKernel: create } = await import('../../../src/core/kernel/kernel.ts');
    expect(create()).toBeNull();
  });
});

test('its code is small', () => {
  expect((KERNEL_WASM.length * 3) / 4).toBeLessThan(25_000);
});
