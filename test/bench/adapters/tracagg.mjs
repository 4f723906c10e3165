// @ts-check
// What `../shared/bench/drive.mjs` must know of this page to measure it as it measures the peer's. Texts are evaluated in
// the page, once a frame.

const ROWS = '[role=treegrid] [data-row]';
/** @param {{ readonly spans: number, readonly spansInTrace?: number }} meta */
const spansOf = (meta) => meta.spansInTrace ?? meta.spans;
/** @param {import('@playwright/test').Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name }).dispatchEvent('click');

export default {
  name: 'tracagg',
  startUrl: (/** @type {string} */ base) => `${base}/#tab=traces`,
  readyExpr: `document.querySelector('input[type=file]') !== null`,
  prepareUpload: async () => {},
  fileInput: 'input[type=file]',
  uploadEvent: 'change',
  /** All traces in the list, and nothing being read any more. */
  resultsExpr: (/** @type {{ readonly traces: number }} */ { traces }) =>
    `document.querySelector('main table[aria-rowcount="${traces + 1}"] tbody a') !== null &&
     document.querySelector('[role=progressbar]') === null`,
  failExpr: `document.querySelector('[aria-label="Opening files"] article')?.textContent`,
  openTrace: (/** @type {import('@playwright/test').Page} */ page) =>
    page.locator('main table tbody a').first().click({ timeout: 115_000 }),
  traceExpr: (/** @type {{ readonly spans: number, readonly spansInTrace?: number }} */ meta) =>
    `document.querySelectorAll('${ROWS}').length >= Math.min(15, ${spansOf(meta)})`,
  traceInfo: `({ rowsInDom: document.querySelectorAll('${ROWS}').length })`,
  rowSelector: '[data-row]',
  scrollPoint: [700, 600],
  scrollTopExpr: `document.querySelector('[role=treegrid]').scrollTop`,
  jump: {
    action: `(() => { const grid = document.querySelector('[role=treegrid]'); grid.scrollTop = grid.scrollHeight * 0.6; })()`,
    doneExpr: `document.elementFromPoint(700, 600)?.closest('[data-row]') !== null`,
  },
  toTop: `document.querySelector('[role=treegrid]').scrollTop = 0`,
  collapseAll: (/** @type {import('@playwright/test').Page} */ page) => press(page, 'Collapse all'),
  collapsedExpr: () => `document.querySelectorAll('${ROWS}').length <= 5`,
  expandAll: (/** @type {import('@playwright/test').Page} */ page) => press(page, 'Expand all'),
  expandedExpr: (/** @type {{ readonly spans: number, readonly spansInTrace?: number }} */ meta) =>
    `document.querySelectorAll('${ROWS}').length >= Math.min(15, ${spansOf(meta)})`,
};
