import { isHiddenFile } from '../../lib/hidden-file.ts';
import type { SourceFile } from '../../model/source.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { openText, type OpenText } from './open-text.ts';
import type { PackedFile } from './packed-file.ts';
import { isTar, listTar } from './tar.ts';
import type { UnpackLimit } from './unpack-limit.ts';
import { isCompressed, Unpacked } from './unpack.ts';
import { isZip, listZip, type ZipBytes } from './zip.ts';

/** Archives in archives: not deeper than this. */
const DEEPEST = 3;
/** A ZIP archive in another file, or in a stream, is held in memory: only up to so many bytes. */
const MOST_HELD = 1 << 28;
/** What decides between archives and text. */
const HEAD_BYTES = 512;

/** A file that may hold a text: what was opened itself, or a file in that archive. */
export interface FoundText {
  /** In an archive with the archive's: `traces.zip/monday/a.json`. */
  readonly name: string;
  /** To be read before the next one is asked for; in words why it cannot be read, and what to do. */
  readonly text: OpenText | string;
}

/** What an archive has to say that its files do not. */
export interface ArchiveListener {
  /** It is one; `encodings` as in `OpenText`, the archive's own last. */
  onArchive(encodings: readonly string[]): void;
  onHiddenFile(name: string): void;
  onDamage(reason: string): void;
}

export const NOBODY_LISTENS: ArchiveListener = {
  onArchive: () => undefined,
  onHiddenFile: () => undefined,
  onDamage: () => undefined,
};

/** Whether a file that begins so, out of all compressions, holds others. */
export function isArchive(beginning: Uint8Array): boolean {
  return archiveKind(beginning) !== null;
}

/** Whether a file that begins so is compressed, or an archive. */
export function isPacked(beginning: Uint8Array): boolean {
  return isCompressed(beginning) || isArchive(beginning);
}

function archiveKind(beginning: Uint8Array): 'ZIP' | 'tar' | null {
  if (isZip(beginning)) return 'ZIP';
  return isTar(beginning) ? 'tar' : null;
}

/**
 * The texts in a file, in order: one, or as many as the archive has files that it is, hidden ones left out.
 *
 *     chunks → gunzip, unzstd → ZIP or tar? → each of its files, from the start again
 *                             → text
 */
export async function* openTexts(
  file: SourceFile,
  limit: UnpackLimit,
  listener: ArchiveListener,
  depth = 0,
): AsyncGenerator<FoundText> {
  const { name } = file;
  const unpacked = new Unpacked(file.chunks());
  await unpacked.unpack(limit);
  const kind = archiveKind(await unpacked.bytes.peek(HEAD_BYTES));
  if (kind === null) return yield { name, text: await openText(unpacked) };
  if (depth === DEEPEST) return yield { name, text: TOO_DEEP };
  const isPlain = depth === 0 && file.size > 0 && unpacked.encodings.length === 0;
  const zip = kind === 'tar' ? null : isPlain ? file : await hold(unpacked.bytes);
  if (zip === 'too large') return yield { name, text: TOO_LARGE };
  if (depth === 0) listener.onArchive([...unpacked.encodings, kind]);
  const onDamage = (reason: string): void => listener.onDamage(reason);
  const files = zip ? listZip(zip, onDamage) : listTar(unpacked.bytes, onDamage);
  for await (const packed of files) {
    if (isHiddenFile(packed.name)) listener.onHiddenFile(packed.name);
    else if (packed.refusal !== null) yield { name: `${name}/${packed.name}`, text: packed.refusal };
    else yield* openTexts(asSource(name, packed, limit), limit, listener, depth + 1);
  }
  if (unpacked.damage !== null) onDamage(unpacked.damage);
  await unpacked.bytes.close();
}

const TOO_DEEP = `It is an archive in ${DEEPEST} others. Unpack those and open it.`;
const TOO_LARGE = `It is a ZIP archive of more than ${MOST_HELD >> 20} MB inside another file. Unpack that and open this one.`;

function asSource(archive: string, { name, size, chunks }: PackedFile, limit: UnpackLimit): SourceFile {
  return { name: `${archive}/${name}`, size, chunks: () => limit.watch(chunks()) };
}

async function hold(bytes: ChunkReader): Promise<ZipBytes | 'too large'> {
  const whole = await bytes.peek(MOST_HELD + 1);
  if (whole.length > MOST_HELD) return 'too large';
  return {
    size: whole.length,
    async *chunks(from = 0, to = whole.length) {
      yield whole.subarray(from, to);
    },
  };
}
