import { codeAttribute, countKeys } from '../analyze/attribute-columns.ts';
import type { OpenTrace } from './open-trace.ts';
import type { AttributeColumn, AttributeColumnParams, AttributeKeys } from './trace-answers.ts';

/** Which attributes the spans of the trace have. */
export function listAttributeKeys({ dataset, slice }: OpenTrace): AttributeKeys {
  return { keys: countKeys(dataset, slice) };
}

/** One attribute of every span of the trace. */
export function getAttributeColumn(
  { dataset, slice }: OpenTrace,
  { key }: AttributeColumnParams,
): AttributeColumn {
  const { values, code } = codeAttribute(dataset, slice, key);
  return { key, values: dataset.strings.join(values), code };
}
