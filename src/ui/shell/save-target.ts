/** A file being saved, in parts. */
export interface SaveTarget {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Leaves nothing behind. */
  readonly abort: () => Promise<void>;
}

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/**
 * Lets the user choose where to save, and streams there; where the browser cannot (Firefox, Safari), collects the parts
 * and downloads them in the end. null where the user thinks better of it.
 */
export async function openSaveTarget(suggestedName: string): Promise<SaveTarget | null> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SavePicker };
  if (!showSaveFilePicker) return collectDownload(suggestedName);
  try {
    const handle = await showSaveFilePicker.call(window, { suggestedName });
    const stream = await handle.createWritable();
    return {
      write: (bytes) => stream.write(bytes),
      close: () => stream.close(),
      abort: () => stream.abort(),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    return collectDownload(suggestedName); // a page in a frame may not show the picker
  }
}

function collectDownload(name: string): SaveTarget {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return {
    write: async (bytes) => {
      parts.push(bytes);
    },
    close: async () => {
      const address = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000); // the download reads it after the click
    },
    abort: async () => {
      parts.length = 0;
    },
  };
}
