/** Height of a row in px: `--row`. */
export const ROW_HEIGHT = 24;
/** Height in px of the headings that stay above the rows. */
export const HEADER_HEIGHT = 37;

/** Where things stand on a lane, in px from its top: the lane is `--row` high. */
export const BAR_Y = 6;
export const BAR_HEIGHT = 12;
export const MIDDLE = BAR_Y + BAR_HEIGHT / 2;
/** The strip that marks an error: along the foot of the bar and a little below it, clear of the path. */
export const FAILED_Y = 15;
export const FAILED_HEIGHT = 5;

/** Boxes over runs ([from, to, from, to, …] in px), as the `d` of one path. */
export function boxesOf(runs: readonly number[], y: number, height: number): string {
  let boxes = '';
  for (let at = 0; at < runs.length; at += 2)
    boxes += `M${runs[at]} ${y}H${runs[at + 1]}v${height}H${runs[at]}z`;
  return boxes;
}
