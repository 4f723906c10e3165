import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { LongTable, type RowFocus } from '../../../src/ui/parts/LongTable.tsx';

function Numbers({ rowCount, onDraw }: { rowCount: number; onDraw?: (row: number) => void }) {
  return (
    <LongTable
      label="Numbers"
      rowCount={rowCount}
      head={<th scope="col">Number</th>}
      isSelected={(row) => row === 2}
      renderRow={(row, focus) => <Cell row={row} focus={focus} onDraw={onDraw} />}
    />
  );
}

interface CellProps {
  row: number;
  focus: RowFocus;
  onDraw: ((row: number) => void) | undefined;
}

function Cell({ row, focus, onDraw }: CellProps) {
  onDraw?.(row);
  return (
    <td>
      <button type="button" {...focus}>
        Row {row}
      </button>
    </td>
  );
}

it('draws the rows in sight and says how many there are', () => {
  render(<Numbers rowCount={1_000_000} />);
  expect(screen.getByRole('table', { name: 'Numbers' }).getAttribute('aria-rowcount')).toBe('1000001');
  const rows = screen.getAllByRole('row');
  expect(rows.length).toBeLessThan(60);
  expect(rows.slice(0, 3).map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3']);
  expect(screen.getByRole('button', { name: 'Row 2' }).closest('tr')?.dataset['selected']).toBe('true');
});

it('is one stop for the tab key, from which keys walk the rows, also to those far away', async () => {
  render(<Numbers rowCount={1_000_000} />);
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Row 0');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(document.activeElement?.textContent).toBe('Row 1');
  await user.keyboard('{End}');
  expect(document.activeElement?.textContent).toBe('Row 999999');
  await user.keyboard('{Home}');
  expect(document.activeElement?.textContent).toBe('Row 0');
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

it('draws a row again only when something of it changes', async () => {
  const onDraw = vi.fn<(row: number) => void>();
  render(<Numbers rowCount={100} onDraw={onDraw} />);
  const user = userEvent.setup();
  await user.tab();
  onDraw.mockClear();
  await user.keyboard('{ArrowDown}');
  expect(new Set(onDraw.mock.calls.flat())).toEqual(new Set([0, 1])); // the row left, and the row come to
});

it('keeps the active row within fewer rows', () => {
  const { rerender } = render(<Numbers rowCount={10} />);
  screen.getByRole('button', { name: 'Row 9' }).focus();
  rerender(<Numbers rowCount={4} />);
  expect(screen.getByRole('button', { name: 'Row 3' }).tabIndex).toBe(0);
  rerender(<Numbers rowCount={0} />);
  expect(screen.getAllByRole('row')).toHaveLength(1);
});
