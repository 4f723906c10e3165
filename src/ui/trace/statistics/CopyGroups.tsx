import { Check, Copy } from 'lucide-react';
import type { GroupBy, SpanGroups } from '../../../core/engine/trace-answers.ts';
import { Button } from '../../parts/Button.tsx';
import { useCopy } from '../../parts/use-copy.ts';
import { formatCsv, formatMarkdown } from './format-groups.ts';

interface CopyGroupsProps {
  groups: SpanGroups;
  groupBy: GroupBy;
  order: Int32Array;
}

/** Copies the table for a spreadsheet or for a text. */
export function CopyGroups({ groups, groupBy, order }: CopyGroupsProps) {
  return (
    <>
      <CopyText as="CSV" text={() => formatCsv(groups, groupBy, order)} />
      <CopyText as="Markdown" text={() => formatMarkdown(groups, groupBy, order)} />
    </>
  );
}

function CopyText({ as, text }: { as: string; text: () => string }) {
  const { isCopied, copy } = useCopy();
  const label = `Copy as ${as}`;
  return (
    <Button icon={isCopied ? Check : Copy} aria-label={label} title={label} onClick={() => void copy(text())}>
      {as}
    </Button>
  );
}
