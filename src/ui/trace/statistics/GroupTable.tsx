import { useMemo, type CSSProperties } from 'react';
import type { GroupBy, SpanGroups } from '../../../core/engine/trace-answers.ts';
import { percentileRank } from '../../../core/lib/quantile.ts';
import type { GroupSortKey } from '../../../state/trace-look.ts';
import { useActions, useAppState } from '../../app-context.tsx';
import { classNames } from '../../parts/class-names.ts';
import table from '../../parts/DataTable.module.css';
import { ErrorMark } from '../../parts/ErrorMark.tsx';
import { formatCount, formatCountOf, formatDuration, formatShare } from '../../parts/format.ts';
import { LongTable, type RowFocus } from '../../parts/LongTable.tsx';
import { ServiceSwatch } from '../../parts/ServiceLabel.tsx';
import { monogramOf, useServiceStyle } from '../../parts/service-style.ts';
import { SortHeader } from '../../parts/SortHeader.tsx';
import { ViewLink } from '../../parts/ViewLink.tsx';
import { VisuallyHidden } from '../../parts/VisuallyHidden.tsx';
import { useOpenedTrace } from '../opened/use-opened-trace.ts';
import { extentOf, GROUP_COLUMNS, type Extent, type GroupColumn } from './group-columns.ts';
import { nameOfGroup, queryOfGroup, serviceOfGroup } from './group-name.ts';
import { MiddleCut } from './MiddleCut.tsx';
import styles from './GroupTable.module.css';

interface GroupTableProps {
  groups: SpanGroups;
  groupBy: GroupBy;
  /** The groups from top to bottom. */
  order: Int32Array;
  isStale: boolean;
}

const NAMES = { service: 'Service', operation: 'Operation', kind: 'Kind' } as const;

/** The groups of a trace with their measures. The name of a group leads to its spans in the waterfall. */
export function GroupTable({ groups, groupBy, order, isStale }: GroupTableProps) {
  const actions = useActions();
  const sort = useAppState((state) => state.view.look.groupSort);
  const extents = useMemo(
    () => new Map(GROUP_COLUMNS.map(({ key }) => [key, extentOf(groups[key])])),
    [groups],
  );
  const header = (key: GroupSortKey, label: string, meaning?: string) => (
    <SortHeader
      key={key}
      title={meaning}
      isNumber={key !== 'name'}
      sort={sort.key === key ? (sort.descending ? 'descending' : 'ascending') : null}
      onSort={() =>
        actions.look({
          groupSort: { key, descending: sort.key === key ? !sort.descending : key !== 'name' },
        })
      }
    >
      {label}
    </SortHeader>
  );
  return (
    <LongTable
      label={`${formatCountOf(groups.length, 'group')} of spans`}
      rowCount={order.length}
      isStale={isStale}
      className={styles.groups}
      head={
        <>
          {header('name', groupBy.by === 'attribute' ? groupBy.key : NAMES[groupBy.by])}
          {GROUP_COLUMNS.map(({ key, label, meaning }) => header(key, label, meaning))}
        </>
      }
      renderRow={(row, focus) => {
        const group = order[row]!;
        return (
          <>
            <th scope="row" className={table.link}>
              <GroupName groups={groups} groupBy={groupBy} group={group} focus={focus} />
            </th>
            {GROUP_COLUMNS.map((column) => (
              <MeasureCell
                key={column.key}
                column={column}
                groups={groups}
                group={group}
                extent={extents.get(column.key)!}
              />
            ))}
          </>
        );
      }}
    />
  );
}

interface GroupNameProps extends Pick<GroupTableProps, 'groups' | 'groupBy'> {
  group: number;
  focus: RowFocus;
}

function GroupName({ groups, groupBy, group, focus }: GroupNameProps) {
  const look = useAppState((state) => state.view.look);
  const styleOf = useServiceStyle();
  const service = serviceOfGroup(groups, group);
  const name = nameOfGroup(groups, groupBy, group);
  const spans = formatCountOf(groups.count[group]!, 'span');
  return (
    <ViewLink
      {...focus}
      to={{
        look: { ...look, form: 'waterfall', find: queryOfGroup(groups, groupBy, group), findMode: 'filter' },
      }}
      title={`${service === null || groupBy.by === 'service' ? '' : `${service} `}${name}\nShow its ${spans} in the waterfall`}
      className={classNames(table.rowAction, styles.name)}
    >
      {service !== null && <ServiceSwatch look={styleOf(service)} />}
      {groupBy.by === 'operation' && (
        <span className={styles.service} data-letters={service === null ? undefined : monogramOf(service)}>
          {service}
        </span>
      )}
      <MiddleCut text={name} className={group === groups.without ? styles.without : undefined} />
      <VisuallyHidden>, show its {spans} in the waterfall</VisuallyHidden>
    </ViewLink>
  );
}

interface MeasureCellProps {
  column: GroupColumn;
  groups: SpanGroups;
  group: number;
  extent: Extent;
}

function MeasureCell({ column, groups, group, extent }: MeasureCellProps) {
  const { trace } = useOpenedTrace();
  const value = groups[column.key][group]!;
  const caution = cautionOf(column, groups, group);
  const isFaint = value === 0 || caution !== null;
  return (
    <td
      data-column={column.key}
      title={caution ?? undefined}
      className={classNames(table.number, isFaint && table.faint)}
      style={column.isPart ? barStyle(value, extent.largest) : undefined}
    >
      {textOf(column, groups, group, trace.resolution)}
      {column.isPart && <span className={styles.share}>{value > 0 && formatShare(value / extent.sum)}</span>}
      {caution !== null && <VisuallyHidden>, {caution}</VisuallyHidden>}
    </td>
  );
}

function textOf({ key, unit, isPart }: GroupColumn, groups: SpanGroups, group: number, resolution: number) {
  const value = groups[key][group]!;
  if (key === 'errorCount' && value > 0) return <ErrorMark>{formatCount(value)}</ErrorMark>;
  if (unit === 'count') return formatCount(value);
  if (groups.finishedCount[group] === 0) return '–';
  if (isPart && value === 0) return '0';
  return formatDuration(value, isPart ? 1 : resolution);
}

/** What a reader must know of a number; null where nothing. */
function cautionOf({ key }: GroupColumn, groups: SpanGroups, group: number): string | null {
  const count = groups.count[group]!;
  const finished = groups.finishedCount[group]!;
  if (key === 'count' && finished < count)
    return `${formatCount(count - finished)} unfinished: in no duration`;
  if (key === 'p95' && finished > 0 && percentileRank(finished, 95) === finished - 1)
    return `p95 of ${formatCount(finished)} is the largest of them`;
  return null;
}

/** The length of a bar as the custom property its style reads. */
function barStyle(value: number, largest: number): CSSProperties {
  return { '--share': largest > 0 ? value / largest : 0 } as CSSProperties;
}
