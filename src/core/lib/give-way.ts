/**
 * Lets everything else that waits for this thread go first, a cancel among it. A message, because a browser holds
 * nested timers back for 4 ms each.
 */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    // Only `onmessage` starts the port by itself.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
