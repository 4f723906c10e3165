import type { Locator } from '@playwright/test';
import { asJaeger, makeSpans } from '../fixtures/made-files.ts';
import { expect, test, type TracAggPage } from './tracagg-page.ts';

/** Least contrast of what is to be told apart and is no text (WCAG 1.4.11). */
const DISTINCT = 3;

/** Px left and right of what is drawn over time, and from row to row. */
const [PAD, ROW_HEIGHT] = [8, 24];

type Color = readonly number[];

/** A chain of four spans over 4 ms, the last of which failed; opened with the colours of the system. */
async function openChain(app: TracAggPage, colorScheme: 'light' | 'dark'): Promise<void> {
  await app.page.emulateMedia({ forcedColors: 'active', colorScheme });
  await app.open();
  await app.drop({ name: 'chain.json', content: asJaeger(makeSpans(4).slice(12)) });
  await app.showTab('Traces');
  await app.page.getByRole('link', { name: /work 0/ }).click();
  await app.whenIdle();
}

/** A colour of a part of the page as it is in force, in red, green and blue. */
function colorOf(part: Locator, property: string, pseudo?: string): Promise<Color> {
  return part.evaluate(
    (element, [name, of]) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.fillStyle = getComputedStyle(element, of).getPropertyValue(name!);
      context.fillRect(0, 0, 1, 1);
      return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
    },
    [property, pseudo],
  );
}

/** What is painted at `share` of the width of `part`, from `top` on for the height of a row, px by px downwards. */
async function columnOf(part: Locator, share: number, top = 0): Promise<Color[]> {
  const { x, y, width } = (await part.boundingBox())!;
  const page = part.page();
  const clip = {
    x: Math.round(x + PAD + share * (width - 2 * PAD)),
    y: y + top,
    width: 1,
    height: ROW_HEIGHT,
  };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(1, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 1, image.height);
    return Array.from({ length: image.height }, (_, at) => Array.from(data.slice(4 * at, 4 * at + 3)));
  }, png);
}

/** From 1 to 21, as WCAG has it. */
function contrastOf(a: Color, b: Color): number {
  const [dark, light] = [luminanceOf(a), luminanceOf(b)].toSorted((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(color: Color): number {
  const [red, green, blue] = color.map((part) =>
    part <= 10.3 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const [colorScheme, chosen] of [
  ['light', 'dark'],
  ['dark', 'light'],
] as const) {
  test(`in forced colours, ${colorScheme}: selection, path, errors and the window are told apart`, async ({
    app,
    page,
  }) => {
    await openChain(app, colorScheme);
    // a theme that was chosen once for all is none of the system's
    await page.locator('html').evaluate((html, theme) => html.setAttribute('data-theme', theme), chosen);
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });

    const lane = row('frontend, work 0').locator('[data-lane]');
    const [onPath, offPath] = [await columnOf(lane, 0.06), await columnOf(lane, 0.5)];
    const ground = onPath[0];
    const expectDistinct = async (color: Promise<Color>, what: string) =>
      expect(contrastOf(await color, ground), what).toBeGreaterThan(DISTINCT);
    const stripe = onPath.filter((color) => !offPath.some((other) => contrastOf(color, other) < 1.05));
    expect(stripe.length, 'px of the path').toBeGreaterThanOrEqual(3);
    expect(
      Math.max(...stripe.flatMap((color) => onPath.map((other) => contrastOf(color, other)))),
    ).toBeGreaterThan(DISTINCT);

    const failed = row('database, work 3');
    await expectDistinct(colorOf(failed.locator('rect[fill*=hatch]'), 'stroke'), 'the bar that failed');
    await expectDistinct(colorOf(failed.getByRole('gridcell').first().locator('svg'), 'stroke'), 'its sign');

    const selected = row('checkout, work 1');
    await selected.focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('Tab'); // the focus has a frame of its own
    await expect(selected).not.toBeFocused();
    await expect(selected).toHaveCSS('outline-style', 'solid');
    await expect(failed).toHaveCSS('outline-style', 'none');
    await expectDistinct(colorOf(selected, 'outline-color'), 'the selected row');

    await page.keyboard.press('w');
    await app.whenIdle();
    for (const name of ['Start', 'End']) {
      const edge = page.getByRole('slider', { name: `${name} of the time in sight` });
      await expectDistinct(colorOf(edge, 'background-color', '::before'), 'the line of the edge');
      await expectDistinct(colorOf(edge, 'background-color', '::after'), 'its grip');
    }
  });

  test(`in forced colours, ${colorScheme}: the selected box of the flame graph has a frame`, async ({
    app,
    page,
  }) => {
    await openChain(app, colorScheme);
    await page.keyboard.press('2');
    await app.whenIdle();
    const tree = page.getByRole('tree');
    const select = async (boxRow: number) => {
      const { x, y, width } = (await tree.boundingBox())!;
      await page.mouse.click(x + width / 2, y + (boxRow + 0.5) * ROW_HEIGHT);
      await page.mouse.move(x, y - 40); // what is pointed at has a frame too
      await expect(page.getByRole('region', { name: `work ${boxRow}` })).toBeVisible();
      await app.whenIdle();
    };
    await select(2); // the details stand beside it from here on
    const before = await columnOf(tree, 0.3, ROW_HEIGHT);
    await select(1);
    const after = await columnOf(tree, 0.3, ROW_HEIGHT);
    const frame = after.filter((color, at) => contrastOf(color, before[at]) > DISTINCT);
    expect(frame.length, 'px of the frame').toBeGreaterThanOrEqual(2);
  });
}
