import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceFilter } from '../../src/core/model/filter.ts';
import type { Nanos } from '../../src/core/model/units.ts';
import { fingerprintOf, formatLink, parseLink, type Link } from '../../src/state/url.ts';
import { DEFAULT_VIEW, SERVICE_SORT_KEYS, TABS, type View } from '../../src/state/view.ts';
import { anyLook } from '../fixtures/any-look.ts';

const text = fc.string({ unit: 'grapheme' });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const amount = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);
const sortBy = <K extends string>(...keys: readonly K[]) =>
  fc.record({ key: fc.constantFrom(...keys), descending: fc.boolean() });

const anyFilter: fc.Arbitrary<TraceFilter> = fc.record(
  {
    service: text,
    operation: text,
    minDuration: amount as fc.Arbitrary<Nanos>,
    maxDuration: amount as fc.Arbitrary<Nanos>,
    hasErrors: fc.boolean(),
    minSpanCount: fc.nat(),
    text,
  },
  { requiredKeys: [] },
);

const anyView: fc.Arbitrary<View> = fc.record({
  tab: fc.constantFrom(...TABS),
  filter: anyFilter,
  traceSort: sortBy('start', 'duration', 'spans', 'services', 'errors', 'root'),
  traceId: orNull(text),
  spanId: orNull(text),
  look: anyLook,
  serviceSort: sortBy(...SERVICE_SORT_KEYS),
  pickedServices: fc.array(text),
  latencyScale: fc.constantFrom('linear', 'log'),
  graphForm: fc.constantFrom('graph', 'table'),
  graphColor: fc.constantFrom('error-rate', 'p95'),
  graphLeastShare: fc.double({ min: 0, max: 1, noNaN: true }).filter((share) => !Object.is(share, -0)),
  graphService: orNull(text),
  graphCall: orNull(fc.record({ caller: text, callee: text })),
});

const anyLink: fc.Arbitrary<Link> = fc.oneof(
  fc.record({
    view: anyView,
    files: orNull(fc.stringMatching(/^[0-9a-f]{8}$/)),
    isSample: fc.constant(false),
    isNewer: fc.constant(false),
  }),
  fc.record({
    view: anyView,
    files: fc.constant(null),
    isSample: fc.constant(true),
    isNewer: fc.constant(false),
  }),
);

const plain = (view: View): Link => ({ view, files: null, isSample: false, isNewer: false });

describe('links', () => {
  test('parsing what was formatted gives the same link, for every view', () => {
    fc.assert(
      fc.property(anyLink, (link) => {
        expect(parseLink(formatLink(link))).toEqual(link);
      }),
      { seed: 1 },
    );
  });

  test('parsing never throws, and what it gives can be formatted', () => {
    const keys = [
      'tab',
      'trace',
      'min',
      'errors',
      'sort',
      'services-sort',
      'pick',
      'least',
      'caller',
      'callee',
      'sample',
      'files',
      'v',
      'zzz',
    ];
    const parameter = fc.tuple(fc.constantFrom(...keys), fc.string()).map((parts) => parts.join('='));
    const hash = fc.oneof(
      text,
      fc.array(parameter).map((parts) => parts.join('&')),
    );
    fc.assert(
      fc.property(hash, (given) => {
        const link = parseLink(given);
        expect(parseLink(formatLink(link))).toEqual({ ...link, isNewer: false });
      }),
      { seed: 1 },
    );
  });

  test('defaults are left out: the first view of nothing is empty, the sample alone is one word', () => {
    expect(formatLink(plain(DEFAULT_VIEW))).toBe('');
    expect(formatLink({ ...plain(DEFAULT_VIEW), isSample: true })).toBe('sample');
    expect(parseLink('')).toEqual(plain(DEFAULT_VIEW));
    expect(parseLink('sample')).toEqual({ ...plain(DEFAULT_VIEW), isSample: true });
  });

  test('a link can be read', () => {
    const view: View = {
      ...DEFAULT_VIEW,
      tab: 'traces',
      filter: { service: 'payment', minDuration: 2e8 as Nanos, hasErrors: true, text: 'POST /charge' },
      traceSort: { key: 'duration', descending: true },
    };
    expect(formatLink({ ...plain(view), files: '0badcafe' })).toBe(
      'files=0badcafe&tab=traces&service=payment&min=200000000&errors=yes&q=POST+%2Fcharge&sort=-duration&v=1',
    );
  });

  test('each parameter fails alone', () => {
    const { view } = parseLink(
      'tab=nonsense&min=-5&max=1e9&errors=maybe&sort=-weight&spans=x&scale=linear&form=list&least=x&caller=a',
    );
    expect(view).toEqual({ ...DEFAULT_VIEW, filter: { maxDuration: 1e9 }, latencyScale: 'linear' });
  });

  test('a link of a later version says so and is read all the same', () => {
    const link = parseLink('tab=graph&colour-by=mood&v=2');
    expect(link).toMatchObject({ isNewer: true, view: { tab: 'graph' } });
  });
});

describe('the fingerprint of files', () => {
  const a = { name: 'dir/a.json', size: 10 };
  const b = { name: 'b.json', size: 20 };

  test('is the same in any order, from any folder, with copies', () => {
    expect(fingerprintOf([a, b])).toMatch(/^[0-9a-f]{8}$/);
    expect(fingerprintOf([b, a])).toBe(fingerprintOf([a, b]));
    expect(fingerprintOf([{ name: 'other/a.json', size: 10 }, b, b])).toBe(fingerprintOf([a, b]));
  });

  test('is another for another name or size', () => {
    expect(fingerprintOf([{ ...a, size: 11 }])).not.toBe(fingerprintOf([a]));
    expect(fingerprintOf([{ ...a, name: 'c.json' }])).not.toBe(fingerprintOf([a]));
  });
});
