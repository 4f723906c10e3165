import type { ImportReport } from '../../core/engine/protocol.ts';
import type { DiagnosticCode } from '../../core/model/diagnostics.ts';

/** One code, over all files it was met in. */
export interface DiagnosticGroup {
  readonly code: DiagnosticCode;
  /** Over all files. */
  readonly count: number;
  /** The first there was. */
  readonly example: string;
  /** Each file it was met in, with its count; empty where it was met while all traces were laid out. */
  readonly files: readonly { readonly id: number; readonly name: string; readonly count: number }[];
}

/** Diagnostics by code, so that a thousand files with one fault are one line: over all traces first, then of files. */
export function groupDiagnostics({ diagnostics, sources }: ImportReport): DiagnosticGroup[] {
  const overall = diagnostics.map(({ code, count, example }) => ({ code, count, example, files: [] }));
  const groups = new Map<
    DiagnosticCode,
    { code: DiagnosticCode; count: number; example: string; files: DiagnosticGroup['files'][number][] }
  >();
  for (const [id, source] of sources.entries())
    for (const { code, count, example } of source.diagnostics) {
      const group = groups.get(code) ?? { code, count: 0, example, files: [] };
      groups.set(code, group);
      group.count += count;
      group.files.push({ id, name: source.name, count });
    }
  return [...overall, ...groups.values()];
}
