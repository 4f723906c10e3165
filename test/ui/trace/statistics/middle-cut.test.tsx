import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { MiddleCut } from '../../../../src/ui/trace/statistics/MiddleCut.tsx';

/** What is drawn: the parts that style sheets put in. */
function drawn(text: string): string[] {
  const { container } = render(<MiddleCut text={text} />);
  expect(container).toHaveTextContent(text);
  return Array.from(container.querySelectorAll<HTMLElement>('[data-part]'), ({ dataset }) => dataset.part!);
}

test.each([
  ['moby.buildkit.v1.Control/Solve', ['moby.buildkit.v1.Con', 'trol/Solve']],
  ['GET /api/carts/42', []], // too short to be cut
  ['a name with an emoji 🛒 at its cut', ['a name with an emoji 🛒 ', 'at its cut']],
  ['the end begins with a 🛒 at a cut', ['the end begins with a ', '🛒 at a cut']],
])('the end of %s stays in sight', (text, parts) => {
  expect(drawn(text)).toEqual(parts);
});
