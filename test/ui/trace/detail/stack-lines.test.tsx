import { expect, test } from 'vitest';
import { readStack } from '../../../../src/ui/trace/detail/stack-lines.ts';

/** A line per run: its kind and how many lines. */
function summarize(stack: string): string[] {
  return readStack(stack).map(({ kind, lines }) => `${kind} ${lines.length}`);
}

test('Java: causes stand between frames, those of libraries apart', () => {
  const stack = `java.lang.IllegalStateException: no funds
\tat com.shop.Pay.charge(Pay.java:118)
\tat org.springframework.aop.Proxy.invoke(Proxy.java:7)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.net.SocketTimeoutException: timed out
\tat com.shop.Issuer.post(Issuer.java:90)
\t... 42 more`;
  expect(summarize(stack)).toEqual(['text 1', 'frame 1', 'library 2', 'text 1', 'frame 1', 'text 1']);
});

test('JavaScript: packages and the engine are libraries', () => {
  const stack = `Error: boom
    at charge (/app/src/pay.js:7:11)
    at async next (/app/node_modules/koa/lib/application.js:3:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
  expect(summarize(stack)).toEqual(['text 1', 'frame 1', 'library 2']);
});

test('Python: the code below a frame belongs to it', () => {
  const stack = `Traceback (most recent call last):
  File "/app/pay.py", line 7, in charge
    issuer.post(order)
  File "/usr/lib/python3.12/site-packages/requests/api.py", line 59, in request
    return session.request(method=method, url=url)
ValueError: no funds`;
  expect(summarize(stack)).toEqual(['text 1', 'frame 2', 'library 2', 'text 1']);
});

test('Go, .NET, PHP and Ruby', () => {
  expect(summarize('goroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d')).toEqual([
    'text 2',
    'frame 1',
  ]);
  expect(
    summarize('System.Exception: x\n   at Shop.Pay.Charge() in Pay.cs:line 7\n   at System.Linq.A()'),
  ).toEqual(['text 1', 'frame 1', 'library 1']);
  expect(summarize('#0 /app/pay.php(7): charge()\n#1 /app/vendor/slim/App.php(2): run()')).toEqual([
    'frame 1',
    'library 1',
  ]);
  expect(summarize("app/pay.rb:7:in `charge'\n/usr/gems/rack.rb:2:in `call'")).toEqual([
    'frame 1',
    'library 1',
  ]);
});

test('nothing is lost: the lines put together are the stack', () => {
  const stack = 'a\r\n   at b\n\n    c\n   at node:internal/d\n';
  const lines = readStack(stack).flatMap((run) => run.lines);
  expect(lines.join('\n')).toBe(stack.replace('\r', '').trimEnd());
});
