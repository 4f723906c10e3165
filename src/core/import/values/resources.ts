import type { ResourceRecord } from '../../model/span-record.ts';

/** Of spans whose resource stands behind them in the file, until that is read. */
export const UNREAD_RESOURCE: ResourceRecord = { service: 'service not read yet', attributes: [] };

/** Of spans whose resource the file does not have. */
export const MISSING_RESOURCE: ResourceRecord = { service: '', attributes: [] };
