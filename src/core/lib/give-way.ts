/** Node's own way; browsers have none that is as quick. */
const immediate = (globalThis as { readonly setImmediate?: (done: () => void) => unknown }).setImmediate;

/** Those that wait for a message, in order: each gets one. */
const waiting: (() => void)[] = [];
let channel: MessageChannel | null = null;

/**
 * Lets everything else that waits for this thread go first, a cancel among it. In browsers by a message, because they hold
 * nested timers back for 4 ms each, and always by the same channel, because making one costs more than a turn is long.
 */
export function giveWay(): Promise<void> {
  if (immediate) return new Promise((resolve) => immediate(resolve));
  channel ??= openChannel();
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

function openChannel(): MessageChannel {
  const opened = new MessageChannel();
  // Only `onmessage` starts the port by itself.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener
  opened.port1.onmessage = () => waiting.shift()!();
  return opened;
}
