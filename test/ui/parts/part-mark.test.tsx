import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { PartMark } from '../../../src/ui/parts/PartMark.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

test('figures of a part are marked until those of all are there', async () => {
  const { store } = await renderWithApp(<PartMark />);
  const summary = (isPending: boolean, isPartial: boolean) => ({
    params: { filter: {} },
    result: null,
    answered: { params: { filter: {} }, revision: 1, isPartial },
    isPending,
    error: null,
  });
  const marked = (isPartial: boolean, shown: ReturnType<typeof summary>) => {
    act(() => store.setState({ isPartial, answers: { summary: shown } }));
    return screen.queryByText('so far') !== null;
  };
  expect(marked(true, summary(false, true))).toBe(true);
  expect(marked(false, summary(true, true))).toBe(true); // all is read, and asked for
  expect(marked(false, summary(true, false))).toBe(false);
  expect(marked(false, summary(false, true))).toBe(false); // an answer no view shows any more
});
