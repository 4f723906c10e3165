import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../parts/Button.tsx';
import { formatCountOf } from '../parts/format.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { ofFiles } from '../parts/of-files.ts';
import { Dialog } from './Dialog.tsx';
import styles from './ClearButton.module.css';

const holdsSampleOnly = ofFiles((files) =>
  files.every(({ size, phase }) => size === 0 || phase === 'failed'),
);

/** Forgets all that is open; asks first, unless it is only the sample, which is one click away. */
export function ClearButton({ title, traceCount }: { title: string; traceCount: number }) {
  const actions = useActions();
  const isSampleOnly = useAppState(holdsSampleOnly);
  const [isAsking, setIsAsking] = useState(false);
  const clear = () => {
    setIsAsking(false);
    actions.clear();
  };
  return (
    <>
      <IconButton icon={Trash2} label="Clear" onClick={() => (isSampleOnly ? clear() : setIsAsking(true))} />
      {isAsking && (
        <Dialog title="Clear everything?" onClose={() => setIsAsking(false)}>
          <p>
            {title} ({formatCountOf(traceCount, 'trace')}) will be gone from this tab. The files themselves
            stay where they are.
          </p>
          <div className={styles.choices}>
            <Button onClick={() => setIsAsking(false)}>Keep</Button>
            <Button variant="primary" onClick={clear}>
              Clear
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
