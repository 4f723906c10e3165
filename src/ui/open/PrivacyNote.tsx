import { ShieldCheck } from 'lucide-react';
import styles from './PrivacyNote.module.css';

/** The promise that nothing is uploaded, with how it is kept behind a disclosure. */
export function PrivacyNote() {
  return (
    <details className={styles.note}>
      <summary className={styles.promise}>
        <ShieldCheck size={16} aria-hidden />
        <span>
          <strong>Read in this tab. Nothing is uploaded.</strong>{' '}
          <span className={styles.more}>How that is enforced</span>
        </span>
      </summary>
      <PrivacyText />
    </details>
  );
}

/** How the promise is kept, and where it ends. */
export function PrivacyText() {
  return (
    <div className={styles.text}>
      <p>
        This page carries a security policy (<code>connect-src 'none'</code> and the like), under which the
        browser itself refuses every fetch, XHR, WebSocket, beacon, image, form and frame, from the page and
        from the worker that reads your files.
      </p>
      <p>
        No foreign script can run here to try the rest. What you open is kept in this tab’s memory and is gone
        when you close it; only the theme, the time zone and column widths are remembered, in this browser.
      </p>
      <p>
        To see for yourself: open the browser’s network tools and load a file, or switch the network off
        first.
      </p>
    </div>
  );
}
