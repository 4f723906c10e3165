import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { View } from '../../../../src/state/view.ts';
import { useAppState } from '../../../../src/ui/app-context.tsx';
import { SpanPanel } from '../../../../src/ui/trace/detail/SpanPanel.tsx';
import { OpenedTraceContext } from '../../../../src/ui/trace/opened/use-opened-trace.ts';
import { useSelection } from '../../../../src/ui/trace/opened/use-selection.ts';
import { useOpenedTrace } from '../../../../src/ui/trace/opened/use-opened-trace.ts';
import { useTraceAnswers } from '../../../../src/ui/trace/opened/use-trace-answers.ts';
import { describeSpans } from '../../../fixtures/describe-dataset.ts';
import { readContent } from '../../../fixtures/read-files.ts';
import { renderWithApp } from '../../../fixtures/render-app.tsx';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const OTHER = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
const ABSENT = 'cccccccccccccccccccccccccccccccc';
const SECOND = 1_780_000_000;

interface OtlpSpan {
  readonly spanId: string;
  readonly [field: string]: unknown;
}

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const nanos = (ms: number) => `${SECOND}${String(ms * 1e6).padStart(9, '0')}`;

/** A file with one service, "pay". */
function otlp(spans: readonly OtlpSpan[]): Record<string, string> {
  const resource = { attributes: [text('service.name', 'pay'), text('host.name', 'node-7')] };
  const scope = { name: 'http-client', version: '1.2.3' };
  return { 'pay.json': JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] }) };
}

function span(spanId: string, startMs: number, endMs: number, more: Record<string, unknown> = {}): OtlpSpan {
  const times = { startTimeUnixNano: nanos(startMs), endTimeUnixNano: nanos(endMs) };
  return { traceId: TRACE, spanId, name: `call ${spanId.at(-1)}`, kind: 3, ...times, ...more };
}

/** For tests of many elements, on a machine that has other things to do. */
const PATIENT = { timeout: 30_000 };

const ROOT = '1111111111111111';
const CHILD = '2222222222222222';

/** The selected span's panel, without the views around it. */
function PanelAlone() {
  const traceId = useAppState((state) => state.view.traceId);
  const { opened } = useTraceAnswers(traceId!);
  return (
    opened && (
      <OpenedTraceContext value={opened}>
        <SelectedPanel />
      </OpenedTraceContext>
    )
  );
}

function SelectedPanel() {
  const opened = useOpenedTrace();
  const { span: selected, select } = useSelection();
  return (
    selected >= 0 && (
      <SpanPanel ref={null} opened={opened} span={selected} onClose={() => select(-1)} onSelect={select} />
    )
  );
}

async function openFile(files: Record<string, string>, view: Partial<View>) {
  const app = await renderWithApp(<PanelAlone />, { files, view: { tab: 'trace', traceId: TRACE, ...view } });
  return { app, panel: within(screen.getByRole('region', { name: /^call/ })) };
}

const openSpan = (spanId: string, spans: readonly OtlpSpan[]) => openFile(otlp(spans), { spanId });

type Panel = Awaited<ReturnType<typeof openSpan>>['panel'];

/** The facts of a panel: what stands beside each name. */
function factsOf(panel: Panel): Map<string, string> {
  const names = panel.getAllByRole('term');
  const values = panel.getAllByRole('definition');
  return new Map(names.map((name, at) => [name.textContent, plain(values[at].textContent)]));
}

const plain = (words: string) => words.replaceAll('\u202f', ' ').trim();

describe('the details of a span', () => {
  it('begin with what it means in its trace', async () => {
    const spans = [
      span(ROOT, 0, 100),
      span(CHILD, 20, 60, { parentSpanId: ROOT, status: { code: 2, message: 'card declined' } }),
    ];
    const { panel } = await openSpan(CHILD, spans);
    expect(panel.getByText(/^Held the trace up/)).toHaveTextContent(
      'Held the trace up for 40 ms, 40 % of its critical path.',
    );
    expect(Object.fromEntries(factsOf(panel))).toEqual({
      'On the path': '40 ms 40 %',
      Duration: '40 ms the only one loaded of its operation',
      'Self time': '40 ms 100 % of it',
      Start: '20 ms after the trace’s2026-05-28 20:26:40.020000000 UTC',
      Kind: 'client',
      Status: 'error',
      'Span id': CHILD,
      Parent: 'pay call 1',
    });
    expect(panel.getByRole('region', { name: 'Error' })).toHaveTextContent('card declined');
  });

  it('tell how much slack a span off the path has', async () => {
    const spans = [
      span(ROOT, 0, 100),
      span(CHILD, 10, 90, { parentSpanId: ROOT }),
      span('3333333333333333', 20, 60, { parentSpanId: ROOT }),
    ];
    const { panel } = await openSpan('3333333333333333', spans);
    expect(panel.getByText(/^Not on the critical path/)).toHaveTextContent(
      'Not on the critical path: it could take 30 ms longer unnoticed.',
    );
    expect(factsOf(panel).has('On the path')).toBe(false);
  });

  it('add up what is below the span', async () => {
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 100), span(CHILD, 20, 60, { parentSpanId: ROOT })]);
    expect(plain(panel.getByText(/^Held/).textContent)).toBe(
      'Held the trace up for 100 ms with all below it, 100 % of its critical path; 60 ms of it itself.',
    );
    expect(factsOf(panel).get('On the path')).toBe('60 ms 60 %, and 40 % in what is below it');
    expect(factsOf(panel).get('Self time')).toBe('60 ms 60 % of it, the rest in 1 child');
  });

  it('tell its own time from that of children which the path passed over', async () => {
    const calls = [[10, 70], [20, 30], [40, 65], [60, 90]].map(([from, to], at) => span(`444444444444444${at}`, from, to, { parentSpanId: ROOT })); // prettier-ignore
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 100), ...calls]);
    expect(plain(panel.getByText(/^Held/).textContent)).toBe(
      'Held the trace up for 100 ms with all below it, 100 % of its critical path; 20 ms of it itself, 40 ms while only children off the path run.',
    );
  });

  it('blame clocks, where they differ, for a child that begins after its caller ended', async () => {
    const files = {
      ...otlp([span(ROOT, 0, 10)]),
      'bank.json': JSON.stringify({
        resourceSpans: [
          {
            resource: { attributes: [text('service.name', 'bank'), text('host.name', 'node-8')] },
            scopeSpans: [{ spans: [span(CHILD, 15, 20, { parentSpanId: ROOT, kind: 2 })] }],
          },
        ],
      }),
    };
    const { app, panel } = await openFile(files, { spanId: CHILD });
    expect(panel.getByText(/^It begins after its caller ended/)).toHaveTextContent(
      'It begins after its caller ended. The clocks of pay and bank differ: align them to see.',
    );
    app.actions.look({ alignClocks: true });
    await app.whenIdle();
    expect(panel.getByText(/^Held the trace up for 5/)).toBeVisible();
  });

  it('say of a child that begins late by the same clock that nobody waited for it', async () => {
    const { panel } = await openSpan(CHILD, [span(ROOT, 0, 10), span(CHILD, 15, 20, { parentSpanId: ROOT })]);
    expect(panel.getByText('Nobody waited for it: it never makes the trace longer.')).toBeVisible();
  });

  it('rank it among the spans of its operation, and say how many of them failed', async () => {
    const calls = [3, 4, 1].map((ms, at) =>
      span(`444444444444444${at}`, 0, ms, {
        parentSpanId: ROOT,
        name: 'call',
        status: { code: at === 2 ? 2 : 0 },
      }),
    );
    const { panel } = await openSpan('4444444444444441', [span(ROOT, 0, 100), ...calls]);
    expect(factsOf(panel).get('Duration')).toBe('4 ms the slowest of 3 such spans');
    expect(factsOf(panel).get('Errors')).toBe('1 of 3 such spans failed (33 %)');
  });

  it('lead to the parent, and to the path of the span alone and back', async () => {
    const { app, panel } = await openSpan(CHILD, [
      span(ROOT, 0, 100),
      span(CHILD, 20, 60, { parentSpanId: ROOT }),
    ]);
    await userEvent.click(panel.getByRole('button', { name: 'Path of this span' }));
    await app.whenIdle();
    expect(app.store.getState().view.look.pathOf).toBe(CHILD);
    expect(await panel.findByText(/^Held “call 2” up for 40.ms, 100.% of its critical path/)).toBeVisible();
    await userEvent.click(panel.getByRole('button', { name: 'Path of the trace' }));
    expect(app.store.getState().view.look.pathOf).toBeNull();
    await userEvent.click(panel.getByRole('button', { name: 'pay call 1' }));
    expect(app.store.getState().view.spanId).toBe(ROOT);
  });

  it('name the parent that is missing, and say what was mended', async () => {
    const { panel } = await openSpan(CHILD, [span(CHILD, 60, 20, { parentSpanId: ROOT })]);
    expect(factsOf(panel).get('Parent')).toBe(`${ROOT} not in the opened files`);
    expect(panel.getByText(/parent it names is not in the opened files/)).toBeVisible();
    expect(panel.getByText(/ends before it starts/)).toBeVisible();
  });
});

describe('what failed', () => {
  const stack = [
    'shop.Declined: no funds',
    '    at shop.Pay.charge(Pay.java:7)',
    '    at java.util.A.a(A.java:1)',
    '    at java.util.B.b(B.java:2)',
    '    at org.springframework.C.c(C.java:3)',
    '    at shop.Main.main(Main.java:9)',
  ].join('\n');
  const events = [
    {
      timeUnixNano: nanos(30),
      name: 'exception',
      attributes: [
        text('exception.type', 'shop.Declined'),
        text('exception.message', 'no funds'),
        text('exception.stacktrace', stack),
        text('order', '17'),
      ],
    },
  ];

  it('is told once: message, time, and the stack with frames of libraries folded', async () => {
    const { panel } = await openSpan(ROOT, [
      span(ROOT, 10, 50, { events, status: { code: 2, message: 'no funds' } }),
    ]);
    const error = within(panel.getByRole('region', { name: 'Error' }));
    expect(error.getByText('shop.Declined').closest('p')).toHaveTextContent(
      /^shop\.Declined: no funds after 20.ms$/,
    );
    expect(error.getByText('3 frames of libraries')).toBeVisible();
    expect(error.getByText(/A\.java/)).not.toBeVisible();
    await userEvent.click(error.getByText('3 frames of libraries'));
    expect(error.getByText(/A\.java/)).toBeVisible();
    expect(error.getByRole('button', { name: 'Wrap lines' })).toHaveAttribute('aria-pressed', 'false');
    const event = within(panel.getByText('exception').closest('li')!);
    expect(event.getByRole('row', { name: /order/ })).toHaveTextContent('17');
    expect(event.queryByText(/Pay\.java/)).toBeNull();
  });

  it('is copied as it was written', async () => {
    const user = userEvent.setup();
    const { panel } = await openSpan(ROOT, [span(ROOT, 10, 50, { events })]);
    await user.click(panel.getByRole('button', { name: 'Copy stack' }));
    expect(await navigator.clipboard.readText()).toBe(stack);
    expect(panel.getByRole('region', { name: /did not fail/ })).toBeVisible();
  });
});

describe('attributes', () => {
  it('show their types, and fold long ones', async () => {
    const attributes = [
      { key: 'http.status_code', value: { intValue: '503' } },
      text('db.statement', 'x'.repeat(1000)),
    ];
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { attributes })]);
    const table = within(panel.getByRole('table', { name: 'Attributes' }));
    expect(table.getByRole('row', { name: /http\.status_code/ })).toHaveTextContent('503 int');
    expect(table.queryByText(/x{1000}/)).toBeNull();
    await userEvent.click(table.getByRole('button', { name: 'Show all 1,000 characters' }));
    expect(table.getByText(/x{1000}/)).toBeVisible();
    expect(within(panel.getByRole('table', { name: 'Resource' })).getByText('node-7')).toBeVisible();
    expect(panel.getByText(/http-client 1\.2\.3/)).toBeVisible();
    expect(panel.getByText(/OTLP/)).toHaveTextContent('clock in steps of 1');
  });

  it('of ten million characters unfold step by step', PATIENT, async () => {
    const attributes = [text('body', 'y'.repeat(10_000_000))];
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { attributes })]);
    const table = within(panel.getByRole('table', { name: 'Attributes' }));
    await userEvent.click(table.getByRole('button', { name: /50,000 more of 10,000,000/ }));
    const length = table.getByRole('row', { name: /body/ }).textContent.length;
    expect(length).toBeGreaterThan(50_000);
    expect(length).toBeLessThan(51_000);
  });

  it('many stand in groups, a hundred at first, and are searched by words', PATIENT, async () => {
    const attributes = Array.from({ length: 500 }, (_, at) => text(`area${at % 5}.key${at}`, `value ${at}`));
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { attributes })]);
    const table = within(panel.getByRole('table', { name: 'Attributes' }));
    const values = () => table.getAllByText(/^value \d+$/).length;
    expect(table.getAllByText(/^area\d$/)).toHaveLength(5);
    expect(values()).toBe(100);
    await userEvent.click(panel.getByText('Show 100 more of 500 attributes'));
    expect(values()).toBe(200);
    const field = panel.getByLabelText('Search this span');
    fireEvent.change(field, { target: { value: 'AREA3 value 498' } });
    expect(values()).toBe(1);
    await userEvent.type(field, '{Escape}');
    expect(field).toHaveValue('');
    expect(screen.getByText('call 1')).toBeVisible();
  });

  it('become columns, colours and conditions', PATIENT, async () => {
    const attributes = [text('tier', 'gold "plus"'), text('status', 'ok')];
    const { app, panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { attributes })]);
    const look = () => app.store.getState().view.look;
    await userEvent.click(panel.getByRole('button', { name: 'More with tier' }));
    const tools = within(panel.getByRole('group', { name: 'tier' }));
    await userEvent.click(tools.getByRole('button', { name: 'Add column' }));
    expect(look().columns).toContain('attribute:tier');
    await userEvent.click(tools.getByRole('button', { name: 'Remove column' }));
    expect(look().columns).not.toContain('attribute:tier');
    await userEvent.click(tools.getByRole('button', { name: 'Colour by this' }));
    expect(look().colorBy).toBe('tier');
    await userEvent.click(tools.getByRole('button', { name: 'Colour by service' }));
    expect(look().colorBy).toBeNull();
    await userEvent.click(tools.getByRole('button', { name: 'Leave out' }));
    expect(look()).toMatchObject({ find: String.raw`-tier="gold \"plus\""`, findMode: 'filter' });
    await userEvent.click(tools.getByRole('button', { name: 'Only these' }));
    await app.whenIdle();
    expect(look().find).toBe(String.raw`tier="gold \"plus\""`);
    await userEvent.click(panel.getByRole('button', { name: 'More with status' }));
    await userEvent.click(panel.getByRole('button', { name: 'Only these' }));
    expect(look().find).toBe(String.raw`tier="gold \"plus\"" "status"=ok`);
  });
});

describe('events and links', () => {
  it('ten thousand events come a hundred at first', PATIENT, async () => {
    const events = Array.from({ length: 10_000 }, (_, at) => ({
      timeUnixNano: nanos(at % 1000),
      name: `tick ${at}`,
    }));
    const { panel } = await openSpan(ROOT, [span(ROOT, 0, 1000, { events })]);
    expect(panel.getAllByText(/^tick/)).toHaveLength(100);
    expect(panel.getByText('tick 20').closest('li')).toHaveTextContent(/^20.ms/);
    await userEvent.click(panel.getByRole('button', { name: 'Show 100 more of 10,000 events' }));
    await userEvent.click(panel.getByRole('button', { name: 'Show 200 more of 10,000 events' }));
    expect(panel.getAllByText(/^tick/)).toHaveLength(400);
  });

  const target = { ...span(CHILD, 0, 1), traceId: OTHER };

  it('lead to traces that are open, and say of others that they are not', async () => {
    const links = [
      { traceId: OTHER, spanId: CHILD, attributes: [text('why', 'batch')] },
      { traceId: OTHER, spanId: ROOT },
      { traceId: ABSENT, spanId: ROOT },
    ];
    const { app, panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { links }), target]);
    expect(panel.getByText(`in trace ${ABSENT}, not in the opened files`)).toBeVisible();
    expect(panel.getByText(`where span ${ROOT} is missing`)).toBeVisible();
    expect(panel.getByText('batch')).toBeVisible();
    await userEvent.click(panel.getByRole('button', { name: 'pay call 2' }));
    expect(app.store.getState().view).toMatchObject({ tab: 'trace', traceId: OTHER, spanId: CHILD });
  });

  it('lead back along the links of others', async () => {
    const links = [{ traceId: OTHER, spanId: CHILD }];
    const files = otlp([span(ROOT, 0, 1, { links }), target]);
    const { app, panel } = await openFile(files, { traceId: OTHER, spanId: CHILD });
    const section = within(panel.getByRole('heading', { name: 'Linked from' }).closest('details')!);
    await userEvent.click(section.getByRole('button', { name: 'pay call 1' }));
    expect(app.store.getState().view).toMatchObject({ traceId: TRACE, spanId: ROOT });
  });
});

describe('the record in the file', () => {
  it('is read when it is asked for, and shown as it stands or indented', async () => {
    const { app, panel } = await openSpan(ROOT, [span(ROOT, 0, 1, { name: 'call "1"' })]);
    const answers = () => Object.keys(app.store.getState().answers);
    expect(answers()).not.toContain('getRecord');
    await userEvent.click(panel.getByText('Record in the file'));
    await app.whenIdle();
    const record = await panel.findByRole('group', { name: 'Record' });
    expect(record.textContent).toContain(`\n  "spanId": "${ROOT}",\n  "name": "call \\"1\\"",\n`);
    await userEvent.click(panel.getByRole('radio', { name: 'As it stands' }));
    expect(record.textContent).toBe(JSON.stringify(span(ROOT, 0, 1, { name: 'call "1"' })));
    expect(panel.getByText(/^pay\.json, from byte \d+ of its text$/)).toBeVisible();
  });
});

describe('a span is taken along', () => {
  const attributes = [
    text('a', 'x | *y*'),
    { key: 'n', value: { intValue: '9007199254740993' } },
    { key: 'd', value: { doubleValue: 1.5 } },
    { key: 'b', value: { boolValue: true } },
    { key: 'l', value: { arrayValue: { values: [{ stringValue: 's' }, { intValue: '7' }] } } },
  ];
  const rich = span(CHILD, 20, 60, {
    parentSpanId: ROOT,
    status: { code: 2, message: 'declined' },
    attributes,
    events: [{ timeUnixNano: nanos(30), name: 'retry', attributes: [text('reason', 'timeout')] }],
    links: [{ traceId: OTHER, spanId: ROOT, attributes: [text('why', 'batch')] }],
  });
  const copy = async (label: RegExp) => {
    const user = userEvent.setup();
    const { app, panel } = await openSpan(CHILD, [rich]);
    await user.click(panel.getByRole('button', { name: label }));
    return { app, copied: await navigator.clipboard.readText() };
  };

  it('as JSON that says the same when it is opened', async () => {
    const { copied } = await copy(/JSON/);
    const [original, again] = [await readContent(otlp([rich])['pay.json']), await readContent(copied)];
    expect(describeSpans(again.dataset)).toEqual(describeSpans(original.dataset));
    expect(again.report.diagnostics).toEqual([]);
  });

  it('as Markdown for a report', async () => {
    const { app, copied } = await copy(/Markdown/);
    const link = /\]\((.*)\)$/m.exec(copied)![1];
    expect(link.endsWith(app.actions.linkTo({}))).toBe(true);
    expect(plain(copied)).toContain('- Held the trace up for 40 ms, 100 % of its critical path.\n');
    expect(copied).toContain('**declined**');
    expect(copied).toContain(String.raw`| a | x \| \*y\* |`);
  });

  it('as a link', async () => {
    const { app, copied } = await copy(/link/);
    expect(copied).toContain(`span=${CHILD}`);
    expect(copied.endsWith(app.actions.linkTo({}))).toBe(true);
  });
});
