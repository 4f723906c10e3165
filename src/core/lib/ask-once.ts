/** `test` of the numbers below `length`, asked at most once for each: for tests of values that many rows share. */
export function askOnce<I extends number>(length: number, test: (at: I) => boolean): (at: I) => boolean {
  const answers = new Uint8Array(length); // 0: not asked yet, 1: no, 2: yes
  return (at) => {
    if (answers[at] === 0) answers[at] = test(at) ? 2 : 1;
    return answers[at] === 2;
  };
}
