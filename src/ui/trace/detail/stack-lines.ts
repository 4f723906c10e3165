/** A line of a stack trace. `frame`: of the program's own code; `library`: of what it is built on; `text`: no frame. */
interface StackLine {
  readonly text: string;
  readonly kind: 'text' | 'frame' | 'library';
}

/** Lines of one kind that stand together. */
export interface StackRun {
  readonly kind: StackLine['kind'];
  readonly lines: readonly string[];
}

/** How the frames of these begin: Java, Kotlin and JavaScript; Python; .NET; Go and Rust; PHP; Ruby. */
const FRAMES: readonly RegExp[] = [
  /^\s*at\s+\S/,
  /^\s*File "[^"]+", line \d+/,
  /^\s+\S+\.(?:go|rs):\d+/,
  /^#\d+\s/,
  /^\s*(?:from )?\S+\.rb:\d+:in /,
  /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?\S+::/,
];
/** Places and packages that are seldom the reader's own. */
const LIBRARIES =
  /node_modules|node:internal|internal\/(?:process|modules|timers)|site-packages|dist-packages|lib\/python\d|\/(?:usr|nix)\/|<frozen |vendor\/|\/gems\/|\/pkg\/mod\/|\/rustc\/|\bat (?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|kotlinx|scala|akka|groovy|io\.netty|io\.grpc|io\.opentelemetry|io\.micrometer|reactor|okhttp3|okio|org\.(?:springframework|apache|hibernate|eclipse|jboss|postgresql|junit|codehaus)|com\.(?:zaxxer|mysql|fasterxml|google\.common)|System|Microsoft|Npgsql)\./;

/** A stack trace as runs of lines: frames of libraries stand together, so that they can be folded. */
export function readStack(stack: string): StackRun[] {
  const runs: { kind: StackLine['kind']; lines: string[] }[] = [];
  for (const text of stack.trimEnd().split(/\r?\n/)) {
    const last = runs.at(-1);
    const kind = kindOf(text, last?.kind);
    if (last?.kind === kind) last.lines.push(text);
    else runs.push({ kind, lines: [text] });
  }
  return runs;
}

/** The code under a Python frame belongs to it: a line without a frame's beginning that is further in. */
function kindOf(text: string, before: StackLine['kind'] | undefined): StackLine['kind'] {
  if (FRAMES.some((frame) => frame.test(text))) return LIBRARIES.test(text) ? 'library' : 'frame';
  const isWithin = /^\s{4,}\S/.test(text) && before !== undefined && before !== 'text';
  return isWithin ? before : 'text';
}
