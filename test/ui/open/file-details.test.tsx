import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { FileState } from '../../../src/state/app-state.ts';
import { FileDetails } from '../../../src/ui/open/FileDetails.tsx';
import { renderWithApp } from '../../fixtures/render-app.tsx';

const FILE: FileState = { id: 1, name: 'a.json', size: 10, phase: 'done', progress: null, report: null };

async function ask() {
  const answers: string[] = [];
  const onClose = () => void answers.push('close');
  const onKeep = () => void answers.push('keep');
  await renderWithApp(
    <FileDetails file={FILE} costOfClosing={1_200_000} onClose={onClose} onKeep={onKeep} />,
  );
  return { answers, question: screen.getByRole('group', { name: 'Close this file?' }) };
}

test('closing a file beside a million spans is asked for, and Enter keeps it', async () => {
  const { answers, question } = await ask();
  expect(question).toHaveTextContent('the other 1,200,000 spans are laid out anew');
  expect(within(question).getByRole('button', { name: 'Keep it' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(answers).toEqual(['keep']);
});

test('the yes to that question closes it', async () => {
  const { answers, question } = await ask();
  await userEvent.click(within(question).getByRole('button', { name: 'Close it' }));
  expect(answers).toEqual(['close']);
});
