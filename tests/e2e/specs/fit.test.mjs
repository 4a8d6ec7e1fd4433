// Everything stays where it belongs: texts in their cards, menus in the window, a network in its canvas; a shortcut is
// a line around its body.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conv, document, drag, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const WIDTHS = [[1024, 768], [1366, 768], [1440, 900], [1920, 1080]];
const wide = (id, filters) => conv(id, filters, 3, { padding: 'same' });
const branches = (first, count, inner = (id) => [wide(id, 1024), wide(id + 1, 512)]) => ({
  id: first, kind: 'parallel', merge: 'concat',
  branches: Array.from({ length: count }, (_, lane) => inner(first + 1 + 10 * lane)),
});
const ending = [{ id: 900, kind: 'global_avg_pool' }, { id: 901, kind: 'dense', units: 10, bias: true }];
// What its card's box does not hold, as text: every text on a card, but for those that are for ears alone.
const spilt = (page) => page.evaluate(() => {
  const found = [];
  for (const card of globalThis.document.querySelectorAll('#network .card')) {
    const box = card.getBoundingClientRect();
    for (const text of card.querySelectorAll('.card-head *, .card-facts *, .lane-head *, .lane-end *')) {
      const own = text.closest('.card') === card;
      if (!own || text.closest('.visually-hidden, .block-lanes .lane-end') || !text.textContent.trim()) continue;
      const range = globalThis.document.createRange();
      range.selectNodeContents(text);
      const cut = getComputedStyle(text).overflowX !== 'visible';
      for (const area of cut ? [text.getBoundingClientRect()] : range.getClientRects()) {
        // A block that scrolls holds what is scrolled away.
        const inside = card.classList.contains('block') ? box.left + card.clientLeft + card.scrollWidth : 0;
        const room = Math.max(box.right, inside);
        if (area.right > room + 1 || area.left < box.left - 1) found.push(`${text.className} “${text.textContent}” ${area.right} > ${room}`);
      }
    }
  }
  return found;
});
// What still spills once the cards have taken their sizes: pictures and container queries follow within some frames.
const settled = async (page) => {
  let found = await spilt(page);
  for (let frame = 0; frame < 120 && found.length; frame += 1) {
    await page.evaluate(() => new Promise((next) => { requestAnimationFrame(next); }));
    found = await spilt(page);
  }
  return found;
};
const inWindow = async (page, popup) => {
  const box = await popup.boundingBox();
  const { width, height } = page.viewportSize();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
  // And it is what is seen there, not cut by what is around it.
  const inside = await popup.evaluate((element) => {
    const area = element.getBoundingClientRect();
    const points = [[area.left + 4, area.top + 4], [area.right - 4, area.bottom - 4], [area.left + 4, area.bottom - 4]];
    return points.every(([x, y]) => element.contains(globalThis.document.elementFromPoint(x, y)));
  });
  assert.ok(inside, 'the menu is covered or cut off');
};
const visit = async ([width, height], locale, nodes, input = [3, 32, 32]) => {
  const found = await filtro.visit({ locale, viewport: { width, height } });
  const { page } = found;
  const net = network(page);
  await net.pictured();
  await drop(page, document(input, nodes));
  return { ...found, ...net, canvas: page.locator('#network') };
};
const drop = async (page, network_) => {
  await page.evaluate((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'network.json', { type: 'application/json' }));
    globalThis.document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, JSON.stringify(network_));
  await page.waitForFunction((name) => globalThis.document.querySelector('.header-name')?.value === name, network_.name);
};
const template = async (page, key, title) => {
  const network_ = await page.evaluate(async (name) => (await fetch(`templates/${name}.json`)).json(), key);
  await drop(page, network_);
  await page.waitForFunction((name) => globalThis.document.querySelector('.header-name')?.value === name, title ?? network_.name);
  return network_;
};

for (const locale of ['en-GB', 'es-ES']) {
  test(`${locale}: texts stay in their cards and menus in the window, with one to eight lanes and nested`, async () => {
    const nested = (id) => [branches(id, 2)];
    for (const size of WIDTHS) {
      for (const nodes of [
        ...[1, 2, 3, 4, 6, 8].map((count) => [wide(1, 512), branches(2, count), ...ending]),
        [wide(1, 512), branches(2, 2, (id) => nested(200 + 10 * id)), ...ending],
        [wide(1, 512), { id: 2, kind: 'residual', body: [branches(3, 3), wide(100, 512)], shortcut: [wide(101, 512)] }, ...ending],
      ]) {
        const { page, canvas, context } = await visit(size, locale, nodes);
        await canvas.locator('.block-lane').first().waitFor();
        assert.deepEqual(await settled(page), [], `${size} ${locale}`);
        const sideways = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0);
        // The last lane's menus, wherever they are.
        const last = canvas.locator('.block-lane').last();
        for (const menu of [last.locator('.card .menu > button').last(), last.locator('.gap .menu > button').last()]) {
          await menu.click();
          await inWindow(page, page.locator('.menu-popup'));
          await page.keyboard.press('Escape');
        }
        await context.close();
      }
    }
  });
}

test('menus stay in the window when it is low, narrow or zoomed, and follow their button', async () => {
  for (const size of [[1366, 480], [390, 844], [320, 568]]) {
    const { page, canvas, context } = await visit(size, 'en-GB', [wide(1, 512), branches(2, 4), ...ending]);
    for (const which of ['.card .menu > button', '.gap .menu > button']) {
      const all = canvas.locator(which);
      for (const button of [all.first(), all.last()]) {
        await button.scrollIntoViewIfNeeded();
        await button.click();
        await inWindow(page, page.locator('.menu-popup'));
        await page.keyboard.press('Escape');
      }
    }
    await context.close();
  }
  const { page, canvas } = await visit([1366, 768], 'en-GB', [wide(1, 512), branches(2, 4), ...ending]);
  for (let step = 0; step < 3; step += 1) await canvas.getByRole('button', { name: 'Smaller', exact: true }).click();
  await canvas.locator('.card .menu > button').last().click();
  const popup = page.locator('.menu-popup');
  await inWindow(page, popup);
  // Its words are as large as ever.
  const size = await popup.locator('.menu-item').first().evaluate((item) => item.getBoundingClientRect().height);
  assert.ok(size >= 31, `${size}`);
});

test('a shortcut is a line around its body that takes layers, by hand and by key', async () => {
  const body = [wide(11, 8), { id: 12, kind: 'activation', function: 'relu', slope: 0.01 }];
  const nodes = [wide(1, 8), { id: 10, kind: 'residual', body, shortcut: [] }, ...ending];
  for (const size of [[1366, 768], [390, 844]]) {
    const { page, canvas, palette, context, errors } = await visit(size, 'en-GB', nodes);
    const lane = (name) => canvas.getByRole('group', { name, exact: true });
    const [main, skip] = await Promise.all([lane('Body').boundingBox(), lane('Shortcut').boundingBox()]);
    // A line, not a column; it begins above the body and ends below it, where ⊕ stands.
    assert.ok(skip.width < main.width / 2, `${skip.width} beside ${main.width}`);
    const [fork, join] = await Promise.all(['.skip-fork', '.skip-join'].map((part) => canvas.locator(part).boundingBox()));
    assert.ok(fork.y + fork.height <= main.y + 1 && join.y >= main.y + main.height - 1);
    const sign = await canvas.locator('.skip-join > span').boundingBox();
    assert.ok(Math.abs(sign.x + sign.width / 2 - (main.x + main.width / 2)) < 2, '⊕ is under the body');
    const insert = canvas.getByRole('button', { name: /^Insert at position 1 in Shortcut of Residual 2/ });
    if (size[0] > 1000) {
      await drag(page, palette.getByRole('button', { name: 'Conv 2D', exact: true }), lane('Shortcut'));
      await lane('Shortcut').getByRole('group', { name: /^Conv 2D/ }).waitFor();
      await page.keyboard.press('Control+z');
      await lane('Shortcut').getByRole('group', { name: /^Conv 2D/ }).waitFor({ state: 'detached' });
    }
    await insert.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Conv 2D', exact: true }).press('Enter');
    const projection = lane('Shortcut').getByRole('group', { name: /^Conv 2D/ });
    await projection.waitFor();
    await says(lane('Shortcut'), '× 32 × 32');
    assert.deepEqual(await settled(page), []);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

const seen = (page) => page.evaluate(() => {
  const area = globalThis.document.getElementById('canvas-scroll').getBoundingClientRect();
  const pieces = [...globalThis.document.querySelectorAll('.canvas > :is(.card, .lane)')].map((piece) => piece.getBoundingClientRect());
  const blocks = [...globalThis.document.querySelectorAll('.card.block')];
  return {
    above: pieces[0].top - area.top,
    below: area.bottom - pieces.at(-1).bottom,
    left: pieces[0].left - area.left,
    right: area.right - pieces[0].right,
    hidden: Math.max(0, ...blocks.map((block) => block.scrollWidth - block.clientWidth)),
  };
});

test('“Fit” shows the whole network and centres it, or says why not', async () => {
  const { page, canvas } = await filtro.visit({ viewport: { width: 1366, height: 768 } }).then(({ page: it }) => ({ page: it, canvas: it.locator('#network') }));
  await network(page).pictured();
  const fit = async () => {
    await canvas.getByRole('button', { name: 'Fit the whole network', exact: true }).click();
    await canvas.locator('.canvas.fitted').waitFor();
  };
  for (const key of ['lenet-5-cifar', 'resnet-8-cifar', 'inception-cifar', 'densenet-cifar']) {
    if (key !== 'lenet-5-cifar') await template(page, key);
    await fit();
    const found = await seen(page);
    const what = `${key} ${JSON.stringify(found)}`;
    const least = await canvas.getByRole('button', { name: '20%: Full size', exact: true }).count();
    if (!least || key === 'lenet-5-cifar' || key === 'resnet-8-cifar') {
      assert.ok(found.above >= -1 && found.below >= -1, what);
      assert.ok(Math.abs(found.above - found.below) < 24, `${what}: not in the middle`);
      assert.ok(Math.abs(found.left - found.right) < 24, `${what}: not in the middle`);
      assert.ok(found.hidden <= 1, what);
      assert.equal(await canvas.getByText('longer than this window').count(), 0);
    } else {
      await canvas.getByText('longer than this window').waitFor();
    }
  }
  const nodes = Array.from({ length: 498 }, (_, at) => wide(at + 1, 8));
  await drop(page, document([3, 32, 32], [...nodes, ...ending], 'Five hundred'));
  await fit();
  await canvas.getByRole('button', { name: '20%: Full size', exact: true }).waitFor();
  await canvas.getByText('longer than this window').waitFor();
  await canvas.getByRole('button', { name: '20%: Full size', exact: true }).click();
  assert.equal(await canvas.getByText('longer than this window').count(), 0);
});

test('another document begins at its top', async () => {
  for (const size of [[1366, 768], [360, 640]]) {
    const { page, context } = await visit(size, 'en-GB', [wide(1, 8), ...ending]);
    const top = () => page.evaluate(() => globalThis.document.getElementById('canvas-scroll').scrollTop);
    await template(page, 'vgg-cifar');
    await page.evaluate(() => {
      const area = globalThis.document.getElementById('canvas-scroll');
      area.scrollTop = area.scrollHeight;
    });
    assert.ok(await top() > 300);
    await template(page, 'cnn3-cifar');
    await page.waitForFunction(() => globalThis.document.getElementById('canvas-scroll').scrollTop === 0);
    await context.close();
  }
});
