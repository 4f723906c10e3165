import type { AttributeView } from '../../../core/engine/trace-answers.ts';

/** Attributes whose keys begin alike. */
export interface AttributeGroup {
  /** "http", "k8s"; '' of those that are alone with their beginning, which come first. */
  readonly name: string;
  readonly attributes: readonly AttributeView[];
}

/** Fewer attributes than this are read faster in one piece. */
const FEWEST_GROUPED = 13;

/** The attributes by the first word of their keys, groups in the order of the alphabet; within one, that of the file. */
export function groupAttributes(attributes: readonly AttributeView[]): AttributeGroup[] {
  if (attributes.length < FEWEST_GROUPED) return [{ name: '', attributes }];
  const byName = new Map<string, AttributeView[]>();
  for (const attribute of attributes) {
    const name = firstWordOf(attribute);
    const group = byName.get(name);
    if (group) group.push(attribute);
    else byName.set(name, [attribute]);
  }
  const isAlone = (name: string): boolean => name === '' || byName.get(name)!.length === 1;
  const alone = attributes.filter((attribute) => isAlone(firstWordOf(attribute)));
  const groups = [...byName]
    .filter(([name]) => !isAlone(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({ name, attributes: members }));
  return alone.length > 0 ? [{ name: '', attributes: alone }, ...groups] : groups;
}

/** What stands before the first dot, slash or colon of the key; '' without one. */
function firstWordOf({ key }: AttributeView): string {
  return /^[^./:]+(?=[./:])/.exec(key)?.[0] ?? '';
}
