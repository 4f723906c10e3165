import { render, screen, waitFor, waitForElementToBeRemoved } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Tooltip, TooltipLayer } from '../../../src/ui/parts/Tooltip.tsx';

function draw() {
  render(
    <TooltipLayer>
      <Tooltip content="of 3,000 spans">
        <button type="button">p99</button>
      </Tooltip>
      <button type="button">elsewhere</button>
    </TooltipLayer>,
  );
}

const tooltip = () => screen.queryByRole('tooltip', { hidden: true });

test('a tooltip comes with the pointer, stays while the pointer is on it, and goes with it', async () => {
  draw();
  const pointer = userEvent.setup();
  await pointer.hover(screen.getByRole('button', { name: 'p99' }));
  expect(tooltip()).toBeNull();
  const shown = await screen.findByRole('tooltip', { hidden: true });
  expect(shown).toHaveTextContent('of 3,000 spans');
  await pointer.hover(shown);
  expect(shown).toBeInTheDocument();
  await pointer.hover(screen.getByRole('button', { name: 'elsewhere' }));
  await waitForElementToBeRemoved(shown);
});

test.each([
  ['leaves the page', { isThere: false }],
  ['is disabled', { isDisabled: true }],
])('a tooltip goes when its element %s', async (_, change) => {
  const page = ({ isThere = true, isDisabled = false }) => (
    <TooltipLayer>
      {isThere && (
        <Tooltip content="Cancel shop.json">
          <button type="button" disabled={isDisabled}>
            X
          </button>
        </Tooltip>
      )}
    </TooltipLayer>
  );
  const { rerender } = render(page({}));
  await userEvent.hover(screen.getByRole('button', { name: 'X' }));
  await screen.findByRole('tooltip', { hidden: true });
  rerender(page(change));
  await waitFor(() => expect(tooltip()).toBeNull());
});

test('the focus shows it at once and describes the control by it; Escape dismisses it', async () => {
  draw();
  await userEvent.tab();
  const button = screen.getByRole('button', { name: 'p99' });
  expect(button).toHaveFocus();
  expect(button).toHaveAccessibleDescription('of 3,000 spans');
  await userEvent.keyboard('{Escape}');
  expect(tooltip()).toBeNull();
  expect(button).toHaveFocus();
});
