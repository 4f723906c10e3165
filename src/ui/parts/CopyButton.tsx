import { Check, Copy, type LucideIcon } from 'lucide-react';
import { IconButton } from './IconButton.tsx';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  /** What is copied, or how to get it when asked. */
  text: string | (() => string);
  /** The accessible name: "Copy trace id". */
  label: string;
  /** What it looks like, where several stand together. */
  icon?: LucideIcon;
}

/** Copies text; a tick and the announcer say that it did. */
export function CopyButton({ text, label, icon = Copy }: CopyButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <IconButton
      isSmall
      label={label}
      icon={isCopied ? Check : icon}
      onClick={() => void copy(typeof text === 'string' ? text : text())}
    />
  );
}
