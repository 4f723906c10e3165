import { describe } from 'vitest';
import { createAggregator } from '../../src/core/index.ts';
import { describeOracle, hasOracle } from '../fixtures/check-oracle.ts';

describe.skipIf(!hasOracle)('the original program', () => {
  describeOracle(createAggregator);
});
