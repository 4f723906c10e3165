import { Ellipsis } from 'lucide-react';
import { Fragment, memo, useId, useState } from 'react';
import type { AttributeView } from '../../../core/engine/trace-answers.ts';
import { AttributeType } from '../../../core/model/span-enums.ts';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { AttributeActions, type AttributeUse } from './AttributeActions.tsx';
import { groupAttributes } from './attribute-groups.ts';
import { LongText } from './LongText.tsx';
import { ShowMore, useShown } from './ShowMore.tsx';
import { keyOf } from './stable-keys.ts';
import styles from './AttributeTable.module.css';

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
  /** What can be done with each besides copying. */
  use: AttributeUse;
}

/** Keys and typed values, many of them in groups; each can be copied, and what else it is good for unfolds below it. */
export function AttributeTable({ label, attributes, use }: AttributeTableProps) {
  const { shown, showMore } = useShown(attributes.length);
  const [openRow, setOpenRow] = useState<AttributeView | null>(null);
  return (
    <>
      <table className={styles.table} aria-label={label}>
        {groupAttributes(attributes.slice(0, shown)).map(({ name, attributes: members }) => (
          <tbody key={name}>
            {name !== '' && (
              <tr>
                <th colSpan={3} scope="rowgroup" className={styles.group}>
                  {name}
                </th>
              </tr>
            )}
            {members.map((attribute) => (
              <AttributeRow
                key={keyOf(attribute)}
                attribute={attribute}
                use={use}
                isOpen={attribute === openRow}
                onToggle={setOpenRow}
              />
            ))}
          </tbody>
        ))}
      </table>
      <ShowMore shown={shown} count={attributes.length} noun="attributes" onMore={showMore} />
    </>
  );
}

interface AttributeRowProps {
  attribute: AttributeView;
  use: AttributeUse;
  isOpen: boolean;
  /** Called with the attribute whose row is to be open; null: none. */
  onToggle: (attribute: AttributeView | null) => void;
}

const AttributeRow = memo(({ attribute, use, isOpen, onToggle }: AttributeRowProps) => {
  const id = useId();
  const { key, value } = attribute;
  return (
    <>
      <tr className={isOpen ? styles.open : undefined}>
        <th scope="row">
          <BreakableKey text={key} />
        </th>
        <td>
          <AttributeValue attribute={attribute} />
        </td>
        <td className={styles.tools}>
          <CopyButton text={value} label={`Copy ${key}`} />
          {use !== 'copy' && (
            <IconButton
              isSmall
              icon={Ellipsis}
              label={`More with ${key}`}
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={() => onToggle(isOpen ? null : attribute)}
            />
          )}
        </td>
      </tr>
      {isOpen && use !== 'copy' && (
        <tr className={styles.open}>
          <td colSpan={3} id={id} className={styles.actions}>
            <AttributeActions attribute={attribute} use={use} />
          </td>
        </tr>
      )}
    </>
  );
});

function AttributeValue({ attribute: { value, type } }: { attribute: AttributeView }) {
  const typeWord = TYPE_WORDS.get(type);
  return (
    <>
      {value === '' && type === AttributeType.STRING ? (
        <span className={styles.type}>empty</span>
      ) : (
        <LongText text={value} />
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
