import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounce } from './Announcer.tsx';
import { IconButton } from './IconButton.tsx';

interface CopyButtonProps {
  /** What is copied, or how to get it when asked. */
  text: string | (() => string);
  /** The accessible name: "Copy trace id". */
  label: string;
}

const SHOWN_FOR = 1500;

/** Copies text; a tick and the announcer say that it did. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const announce = useAnnounce();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setIsCopied(true);
      announce('Copied');
    } catch {
      announce('The browser does not let this page copy');
    }
  };
  return <IconButton isSmall label={label} icon={isCopied ? Check : Copy} onClick={() => void copy()} />;
}
