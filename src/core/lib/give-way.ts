/** A port that keeps Node running, or not: a browser's does neither. */
interface NodePort {
  ref?: () => void;
  unref?: () => void;
}

/** Those that wait, in order: each gets one message. */
const waiting: (() => void)[] = [];
let channel: MessageChannel | null = null;

/**
 * Lets everything else that waits for this thread go first, a cancel among it. A message, because a browser holds
 * nested timers back for 4 ms each; always by the same channel, because making one costs more than a turn is long.
 */
export function giveWay(): Promise<void> {
  const { port1, port2 } = (channel ??= openChannel());
  (port1 as NodePort).ref?.();
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

function openChannel(): MessageChannel {
  const opened = new MessageChannel();
  // Only `onmessage` starts the port by itself.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener
  opened.port1.onmessage = () => {
    waiting.shift()!();
    if (waiting.length === 0) (opened.port1 as NodePort).unref?.();
  };
  return opened;
}
