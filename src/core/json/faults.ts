/** A value that grows beyond this is given up: a quote is missing, or it is no record. */
export const LARGEST_RECORD = 1 << 26;

/** What is told of text that is no JSON, in words. */
export const FAULTS = {
  cutOff: 'the text ends in the middle of a record',
  endless: 'a value that does not end; is a quote missing?',
  tooLarge: `a value of more than ${LARGEST_RECORD >> 20} MB; is a quote missing?`,
  torn: 'the line ends in the middle of a record',
  misplaced: 'neither a value nor the end of the list or object',
} as const;
