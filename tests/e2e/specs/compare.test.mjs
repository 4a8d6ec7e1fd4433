// The comparison: the lecture's rows, what is computed beside them, one's own networks, the plot.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const WORDS = {
  en: {
    locale: 'en-GB', rooms: 'Rooms', compare: 'Compare', table: 'Networks side by side', decimal: '.',
    notes: 'Where the lecture counts differently', vgg: '19.6 billion is VGG-19', alex: 'a multiply and an add as two',
    builder: 'in the builder', kept: 'kept', keep: 'Keep this network in the comparison', name: 'Name of',
    remove: 'Remove', choose: 'Networks to compare', plot: 'Parameters against accuracy', top1: 'Top-1 (ImageNet)',
    parameters: 'parameters', column: 'Parameters', said: 'as the lecture says', own: 'Your networks',
  },
  es: {
    locale: 'es-ES', rooms: 'Secciones', compare: 'Comparar', table: 'Redes lado a lado', decimal: ',',
    notes: 'Dónde la clase cuenta de otro modo', vgg: '600 millones corresponden a VGG-19', alex: 'una multiplicación y una suma como dos',
    builder: 'en el editor', kept: 'guardada', keep: 'Guardar esta red en la comparación', name: 'Nombre de',
    remove: 'Quitar', choose: 'Redes que se comparan', plot: 'Parámetros frente a exactitud', top1: 'Top-1 (ImageNet)',
    parameters: 'parámetros', column: 'Parámetros', said: 'según la clase', own: 'Tus redes',
  },
};
// The lecture's table: parameters, FLOPs, top-5.
const LECTURE = {
  AlexNet: [62.0, 1.5, 84.7], 'VGG-16': [138.0, 19.6, 92.3], GoogLeNet: [6.4, 2.0, 93.3], 'ResNet-152': [60.3, 11.0, 95.51],
};
const number = (text) => Number.parseFloat(text.replace(',', '.'));
// 714.2 M or 1,43 G in full.
const amount = (text) => number(text) * { k: 1e3, M: 1e6, G: 1e9 }[text.trim().slice(-1)];
const digits = (text) => Number(text.replace(/\D/g, ''));

const visit = async (words, settings = {}) => {
  const found = await filtro.visit({ locale: words.locale, ...settings });
  const { page } = found;
  await page.getByRole('navigation', { name: words.rooms }).getByRole('link', { name: words.compare }).click();
  const table = page.getByRole('table', { name: words.table });
  const row = (name) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const cells = (name) => row(name).getByRole('cell').allInnerTexts();
  const plot = page.getByRole('region', { name: words.plot, exact: true });
  const titles = () => table.getByRole('rowheader').allInnerTexts();
  return { ...found, table, row, cells, plot, titles };
};

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: the lecture's rows stand beside what is computed, with notes`, async () => {
    const { page, row, cells, table, errors } = await visit(words);
    await row('VGG-16').waitFor();
    for (const [name, said] of Object.entries(LECTURE)) {
      const [parameters, flops, top5, computed, adds, doubled] = await cells(name);
      assert.deepEqual([parameters, flops, top5].map(number), said, name);
      assert.ok(Math.abs(digits(computed) / 1e6 - said[0]) < 0.04 * said[0], `${name}: ${computed}`);
      assert.ok(Math.abs(amount(doubled) / amount(adds) - 2) < 0.01, `${name}: ${adds}, ${doubled}`);
    }
    assert.equal(digits((await cells('VGG-16'))[3]), 138_357_544);
    const notes = page.getByRole('region', { name: words.notes, exact: true });
    await says(notes, words.vgg);
    await says(notes, words.alex);
    assert.equal(digits((await cells(`LeNet-5 (CIFAR) ${words.builder}`))[3]), 62_006);
    assert.deepEqual(await violations(page), []);
    // By a column: the greatest first, then the least.
    const column = table.getByRole('columnheader', { name: words.column }).nth(1);
    await column.getByRole('button').click();
    assert.equal(await column.getAttribute('aria-sort'), 'descending');
    const largest = await table.getByRole('rowheader').first().innerText();
    assert.equal(largest, 'VGG-16');
    await column.getByRole('button').click();
    assert.equal(await column.getAttribute('aria-sort'), 'ascending');
    assert.match(await table.getByRole('rowheader').first().innerText(), /^LeNet-5/);
    assert.deepEqual(errors, []);
  });

  test(`${lang}: points of the plot have names, for pointer and keyboard`, async () => {
    const { page, plot, row } = await visit(words);
    await row('VGG-16').waitFor();
    const point = plot.getByRole('img', { name: new RegExp(`^VGG-16: 138${'\\' + words.decimal}4.M ${words.parameters}`) });
    await point.focus();
    assert.ok(await point.evaluate((element) => element === document.activeElement));
    await plot.getByRole('img', { name: new RegExp(`^VGGNet, ${words.said}`) }).waitFor();
    const names = await plot.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.equal(new Set(names).size, names.length, 'no two points have the same name');
    await plot.getByRole('radio', { name: words.top1, exact: true }).check({ force: true });
    await plot.getByRole('img', { name: new RegExp(`^VGGNet, ${words.said}`) }).waitFor({ state: 'detached' });
    assert.equal(await plot.getByRole('img').count(), 4);
    assert.deepEqual(await violations(page), []);
  });

  test(`${lang}: a network of one's own is kept over visits, renamed and removed`, async () => {
    const { page, row } = await visit(words);
    await row('VGG-16').waitFor();
    await page.getByRole('button', { name: words.keep, exact: true }).click();
    await row(`LeNet-5 (CIFAR) ${words.kept}`).waitFor();
    const name = page.getByRole('textbox', { name: `${words.name} LeNet-5 (CIFAR)`, exact: true });
    await name.fill('Mine');
    await name.blur();
    await row(`Mine ${words.kept}`).waitFor();
    await page.reload();
    await row(`Mine ${words.kept}`).waitFor();
    await page.getByRole('button', { name: `${words.remove}: Mine`, exact: true }).click();
    await row(`Mine ${words.kept}`).waitFor({ state: 'detached' });
    await page.getByText(words.choose).click();
    await page.getByRole('checkbox', { name: 'Xception', exact: true }).check();
    await row('Xception').waitFor();
    await page.getByRole('checkbox', { name: 'AlexNet', exact: true }).uncheck();
    await row('AlexNet').waitFor({ state: 'detached' });
    assert.deepEqual(await violations(page), []);
  });
}

test('on a narrow screen the table scrolls by itself', async () => {
  const { page, row } = await visit(WORDS.en, { viewport: { width: 320, height: 640 } });
  await row('VGG-16').waitFor();
  const over = await page.evaluate(() => {
    const room = document.querySelector('.room');
    return [room.scrollWidth - room.clientWidth, document.documentElement.scrollWidth - window.innerWidth];
  });
  assert.ok(over.every((pixels) => pixels <= 0), String(over));
});
