import type { ReadTarget } from '../format.ts';
import { isAttributeToo, type LiftedTag, liftedTag, taggedStatus } from '../values/tags.ts';
import { asText } from '../values/json.ts';
import { kindOf, type SpanStatus } from '../values/words.ts';
import type { AttributeMeanings } from './attribute-meanings.ts';
import { Meanings } from './meanings.ts';
import type { SpanColumns } from './span-columns.ts';
import type { Spellings } from './spellings.ts';

/** Tags that are lifted, by role; role 0 is that of all others. */
const LIFTED: readonly LiftedTag[] = [
  'kind',
  'error',
  'statusCode',
  'statusMessage',
  'scopeName',
  'scopeVersion',
];
const [KIND, ERROR, STATUS_CODE, STATUS_MESSAGE, SCOPE_NAME, SCOPE_VERSION] = LIFTED.map((_, at) => at + 1);
/** Roles from this on are the format's own. */
export const FIRST_OWN_ROLE = LIFTED.length + 1;
/** No tag. */
const NONE = -1;
/** More than there are tags: two numbers of tags, the second one more, are one number, exact. */
const PAIR = 2 ** 26;

/** The role of tags called `key`, if they are lifted; else 0. */
export function liftedRole(key: string): number {
  const tag = liftedTag(key);
  return tag === undefined ? 0 : LIFTED.indexOf(tag) + 1;
}

/** Whether tags of a role that is none of the format's own are attributes. */
export function isAttribute(role: number): boolean {
  return role === 0 || isAttributeToo(LIFTED[role - 1]);
}

/** `LiftedTags` in numbers: what the tags of each span say of its kind, status and scope, found out once for each combination. */
export class TagColumns {
  readonly #columns: SpanColumns;
  /** By role: the tag of the span, or `NONE`; of several of a role the last counts. */
  readonly #tags = new Int32Array(FIRST_OWN_ROLE);
  readonly #kinds: Meanings<number>;
  readonly #statuses: Meanings<SpanStatus & { readonly string: number }>;
  readonly #messages: Meanings<number>;
  readonly #scopes: Meanings<number>;

  constructor(target: ReadTarget, spellings: Spellings, meanings: AttributeMeanings, columns: SpanColumns) {
    this.#columns = columns;
    const { diagnostics, sink } = target;
    const valueOf = (tag: number) => (tag === NONE ? undefined : meanings.value(tag));
    const first = (pair: number): number => Math.floor(pair / PAIR) - 1;
    const second = (pair: number): number => (pair % PAIR) - 1;
    const stringOf = (text: string): number => (text === '' ? -1 : spellings.intern(text));
    this.#kinds = new Meanings(diagnostics, (tag, counter) => kindOf(valueOf(tag), counter));
    this.#statuses = new Meanings(diagnostics, (pair, counter) => {
      const status = taggedStatus(valueOf(first(pair)), valueOf(second(pair)), counter);
      return { ...status, string: stringOf(status.message) };
    });
    this.#messages = new Meanings(diagnostics, (tag) => stringOf(asText(valueOf(tag))));
    this.#scopes = new Meanings(diagnostics, (pair) =>
      sink.scope(asText(valueOf(first(pair))), asText(valueOf(second(pair)))),
    );
  }

  forget(): void {
    for (const meanings of [this.#kinds, this.#statuses, this.#messages, this.#scopes]) meanings.forget();
  }

  /** The tags of a span begin. */
  begin(): void {
    this.#tags.fill(NONE);
  }

  /** Takes a tag of a role that is lifted. */
  lift(role: number, tag: number): void {
    this.#tags[role] = tag;
  }

  /** The tag of the span that marks an error; -1 where there is none. */
  get error(): number {
    return this.#tags[ERROR];
  }

  addStatus(span: number): void {
    const status = this.#statuses.of((this.#tags[ERROR] + 1) * PAIR + this.#tags[STATUS_CODE] + 1);
    this.#columns.status[span] = status.code;
    const own = this.#tags[STATUS_MESSAGE] === NONE ? -1 : this.#messages.of(this.#tags[STATUS_MESSAGE]);
    this.#columns.statusMessage[span] = own >= 0 ? own : status.string;
  }

  addKind(span: number): void {
    this.#columns.kind[span] = this.#kinds.of(this.#tags[KIND]);
  }

  addScope(span: number): void {
    this.#columns.scope[span] = this.#scopes.of(
      (this.#tags[SCOPE_NAME] + 1) * PAIR + this.#tags[SCOPE_VERSION] + 1,
    );
  }
}
