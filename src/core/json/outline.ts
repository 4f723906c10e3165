import { isOpener, OPEN_BRACKET } from './ascii.ts';

/** How many field names one outline remembers; beyond them (a container keyed by data) nodes are made anew. */
const REMEMBERED_FIELDS = 1000;

/**
 * One place of a document, as a path from its root: '' is the root, `a.b` the field b of the field a, `a[]` an element
 * of the list a. Containers are the places whose parts matter one by one; everything else is a value.
 */
export class OutlineNode {
  readonly path: string;
  isContainer = false;
  /** An object here is a value, all the same. */
  isListOnly = false;
  readonly #fields = new Map<string, OutlineNode>();
  #element: OutlineNode | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Whether a value here that begins with `byte` is a container. */
  isContainerFrom(byte: number): boolean {
    return this.isContainer && (this.isListOnly ? byte === OPEN_BRACKET : isOpener(byte));
  }

  field(name: string): OutlineNode {
    let node = this.#fields.get(name);
    if (!node) {
      node = new OutlineNode(this.path === '' ? name : `${this.path}.${name}`);
      if (this.#fields.size < REMEMBERED_FIELDS) this.#fields.set(name, node);
    }
    return node;
  }

  element(): OutlineNode {
    return (this.#element ??= new OutlineNode(`${this.path}[]`));
  }
}

/** The outline in which exactly the paths in `containers` are containers, those in `lists` only lists; returns its root. */
export function buildOutline(containers: Iterable<string>, lists?: ReadonlySet<string>): OutlineNode {
  const root = new OutlineNode('');
  for (const path of containers) {
    let node = root;
    for (const [part] of path.matchAll(/\[\]|[^.[]+/g))
      node = part === '[]' ? node.element() : node.field(part);
    node.isContainer = true;
    node.isListOnly = lists?.has(path) === true;
  }
  return root;
}
