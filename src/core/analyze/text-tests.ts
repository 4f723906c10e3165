import { askOnce } from '../lib/ask-once.ts';
import type { Dataset } from '../model/dataset.ts';
import type { AttributeIndex, OperationIndex, SpanIndex } from '../model/units.ts';

/**
 * Whether an operation is such, asked once for each. The tests of this file look at distinct names and values; what is left
 * per span is a look into a column.
 */
export function testOperations(
  { operations, services }: Dataset,
  isWanted: (name: string, service: string) => boolean,
): (operation: OperationIndex) => boolean {
  return askOnce<OperationIndex>(operations.length, (operation) => {
    const { name, service } = operations[operation];
    return isWanted(name, services[service]);
  });
}

/** Whether one of the spans `from .. to`, or what produced it, has an attribute that is such. */
export function testAttributes(
  { spans, attributes, resources, provenances }: Dataset,
  isWanted: (attribute: AttributeIndex) => boolean,
): (from: SpanIndex, to: SpanIndex) => boolean {
  const { attributeStart, attributeList, provenance } = spans;
  const isSuch = askOnce<AttributeIndex>(attributes.length, isWanted);
  const isOfSuch = askOnce(provenances.length, (at) =>
    resources[provenances[at].resource].attributes.some(isSuch),
  );
  return (from, to) => {
    for (let span = from; span < to; span++) if (isOfSuch(provenance[span])) return true;
    for (let at = attributeStart[from]; at < attributeStart[to]; at++)
      if (isSuch(attributeList[at])) return true;
    return false;
  };
}
