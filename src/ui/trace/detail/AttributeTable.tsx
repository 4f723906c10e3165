import { Fragment, useState } from 'react';
import type { AttributeView } from '../../../core/engine/trace-answers.ts';
import { AttributeType } from '../../../core/model/span-enums.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { formatCount } from '../../parts/format.ts';
import styles from './AttributeTable.module.css';

/** Characters of a long value that are shown at first. */
const FOLDED_LENGTH = 240;

/** By `AttributeType`; text is the rule and needs no word. */
const TYPE_WORDS = new Map<AttributeType, string>([
  [AttributeType.INT, 'int'],
  [AttributeType.DOUBLE, 'double'],
  [AttributeType.BOOL, 'bool'],
  [AttributeType.BYTES, 'bytes'],
  [AttributeType.JSON, 'json'],
  [AttributeType.NULL, 'null'],
]);

interface AttributeTableProps {
  label: string;
  attributes: readonly AttributeView[];
}

/** Keys, typed values and a way to copy each. */
export function AttributeTable({ label, attributes }: AttributeTableProps) {
  return (
    <table className={styles.table} aria-label={label}>
      <tbody>
        {attributes.map((attribute, at) => (
          // a key may stand twice, and the list never changes
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={at}>
            <th scope="row">
              <BreakableKey text={attribute.key} />
            </th>
            <td>
              <AttributeValue attribute={attribute} />
            </td>
            <td className={styles.copy}>
              <CopyButton text={attribute.value} label={`Copy ${attribute.key}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AttributeValue({ attribute: { value, type } }: { attribute: AttributeView }) {
  const typeWord = TYPE_WORDS.get(type);
  return (
    <>
      {value === '' && type === AttributeType.STRING ? (
        <span className={styles.type}>empty</span>
      ) : (
        <FoldedText text={value} />
      )}
      {typeWord && <span className={styles.type}> {typeWord}</span>}
    </>
  );
}

/** A key that breaks after its dots rather than within its words. */
function BreakableKey({ text }: { text: string }) {
  return Array.from(text.split(/(?<=[._/])/), (part, at) => (
    <Fragment key={at}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** Text of any length: the beginning of a long one, and all of it on request. */
function FoldedText({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  if (text.length <= FOLDED_LENGTH) return text;
  return (
    <>
      {isOpen ? text : `${text.slice(0, FOLDED_LENGTH)}…`}{' '}
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Show less' : `Show all ${formatCount(text.length)} characters`}
      </button>
    </>
  );
}
