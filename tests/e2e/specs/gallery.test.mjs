// The gallery: every network with its published counts, opened, adapted, and what happens offline.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

// Trainable parameters of the reference implementations: torchvision, Keras for MobileNet v1 and Xception.
const PUBLISHED = {
  AlexNet: 61_100_840,
  'VGG-16': 138_357_544,
  GoogLeNet: 6_624_904,
  'Inception v3': 23_834_568,
  'ResNet-50': 25_557_032,
  'ResNet-152': 60_192_808,
  'SqueezeNet 1.1': 1_235_496,
  'MobileNet v2': 3_504_872,
  Xception: 22_855_952,
};
const WORDS = {
  en: {
    locale: 'en-GB', rooms: 'Rooms', gallery: 'Gallery', open: 'Open in the builder', adapt: 'Adapt…',
    adaptTitle: 'Adapt VGG-16', size: 'Input size', fits: 'Every shape fits.', name: 'Network name', undo: 'Undo',
    search: 'Search the gallery', originals: 'Originals', trainable: 'Trainable here', compare: 'Compare', order: 'Order',
    parameters: 'Parameters', failed: 'The gallery could not be fetched', retry: 'Try again', changes: 'Changes',
    classes: 'Last layer: 1,000 classes become 10', result: 'Result', relative: 'Small version: ResNet-8 (CIFAR)',
    missing: 'vgg-16 could not be fetched', close: 'Close', build: 'Build', fit: 'Adapt the network…',
  },
  es: {
    locale: 'es-ES', rooms: 'Secciones', gallery: 'Galería', open: 'Abrir en el editor', adapt: 'Adaptar…',
    adaptTitle: 'Adaptar VGG-16', size: 'Tamaño de entrada', fits: 'Todas las formas encajan.', name: 'Nombre de la red',
    undo: 'Deshacer', search: 'Buscar en la galería', originals: 'Originales', trainable: 'Se entrenan aquí',
    compare: 'Comparar', order: 'Orden', parameters: 'Parámetros', failed: 'No se pudo descargar la galería',
    retry: 'Reintentar', changes: 'Cambios', classes: 'Última capa: de 1000 clases a 10', result: 'Resultado',
    relative: 'Versión pequeña: ResNet-8 (CIFAR)', missing: 'No se pudo descargar vgg-16', close: 'Cerrar',
    build: 'Construir', fit: 'Adaptar la red…',
  },
};
const escaped = (text) => text.replace(/[.()×]/g, '\\$&');
// The digits of what is written, whatever groups them.
const digits = (text) => Number(text.replace(/\D/g, ''));

const visit = async (words, settings = {}) => {
  const found = await filtro.visit({ locale: words.locale, ...settings });
  const { page } = found;
  const enter = () => page.getByRole('navigation', { name: words.rooms }).getByRole('link', { name: words.gallery }).click();
  const card = (title) => page.getByRole('article', { name: new RegExp(`^${escaped(title)}( \\d{4})?$`) });
  const act = (label, title) => page.getByRole('button', { name: `${label}: ${title}`, exact: true });
  const fact = (title, name) => card(title).locator('dl > div').filter({ hasText: name }).locator('dd').first();
  const title = async (wanted) => {
    await page.waitForFunction((text) => document.querySelector('.header-name')?.value === text, wanted);
  };
  await enter();
  return { ...found, enter, card, act, fact, title };
};

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: every original has its published parameters, and opens`, async () => {
    const { page, card, act, fact, title, errors } = await visit(words);
    await card('VGG-16').waitFor();
    assert.deepEqual(await violations(page), []);
    for (const [name, parameters] of Object.entries(PUBLISHED)) {
      assert.equal(digits(await fact(name, words.parameters).textContent()), parameters, name);
    }
    for (const group of [words.originals, words.trainable]) {
      assert.ok(await page.getByRole('region', { name: group, exact: true }).getByRole('article').count() >= 10, group);
    }
    await act(words.open, 'VGG-16').click();
    await title('VGG-16');
    // It does not take the pictures at hand: from there to the dialog about it, and back.
    await page.getByRole('link', { name: words.fit, exact: true }).click();
    await page.getByRole('dialog', { name: words.adaptTitle, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: words.rooms }).getByRole('link', { name: words.build, exact: true }).click();
    assert.equal(await page.evaluate(() => window.location.hash), '#build');
    await page.getByRole('button', { name: words.undo, exact: true }).click();
    await title('LeNet-5 (CIFAR)');
    assert.deepEqual(errors, []);
  });

  test(`${lang}: VGG-16 is adapted to 32×32 and a quarter of its width, and is valid`, async () => {
    const { page, card, act, title, errors } = await visit(words);
    await card('VGG-16').waitFor();
    await act(words.adapt, 'VGG-16').click();
    const dialog = page.getByRole('dialog', { name: words.adaptTitle, exact: true });
    await dialog.getByRole('group', { name: words.size }).getByRole('radio', { name: '64', exact: true }).check({ force: true });
    await dialog.getByRole('group', { name: words.size }).getByRole('radio', { name: '32', exact: true }).check({ force: true });
    const width = dialog.getByRole('slider');
    await width.fill('50');
    const now = () => dialog.getByRole('region', { name: words.result }).getByRole('cell').nth(2).innerText();
    const half = digits(await now());
    await width.fill('25');
    await says(dialog.getByRole('status'), words.fits);
    await says(dialog.getByRole('region', { name: words.changes }), words.classes);
    assert.ok(digits(await now()) < half && half < PUBLISHED['VGG-16'], `${await now()} is less than ${half}`);
    assert.deepEqual(await violations(page), []);
    await dialog.getByRole('button', { name: words.open, exact: true }).click();
    const decimal = lang === 'es' ? '0,25' : '0.25';
    await title(`VGG-16 (32 × 32, × ${decimal})`);
    await page.getByRole('button', { name: words.undo, exact: true }).click();
    await title('LeNet-5 (CIFAR)');
    assert.deepEqual(errors, []);
  });

  test(`${lang}: without the network the gallery says so, and comes when asked again`, async () => {
    const { page, card, act, title } = await visit(words, {
      prepare: (page) => page.route(/templates\/index\.json$/, (route) => route.abort()),
    });
    const alert = page.getByRole('alert');
    await says(alert, words.failed);
    await page.unroute(/templates\/index\.json$/);
    await page.getByRole('button', { name: words.retry, exact: true }).click();
    await card('VGG-16').waitFor();
    await page.route(/templates\/vgg-16\.json$/, (route) => route.abort());
    await act(words.open, 'VGG-16').click();
    await says(alert, words.missing);
    await page.unroute(/templates\/vgg-16\.json$/);
    await page.getByRole('button', { name: words.retry, exact: true }).click();
    await title('VGG-16');
  });
}

test('cards are searched, ordered, and lead to their relatives by keyboard', async () => {
  const words = WORDS.en;
  const { page, card } = await visit(words);
  await card('VGG-16').waitFor();
  const titles = async () => (await page.getByRole('article').locator('h4').allTextContents());
  await page.getByRole('searchbox', { name: words.search }).fill('resnet');
  await page.waitForFunction(() => document.querySelectorAll('article').length < 12);
  assert.ok((await titles()).every((title) => title.startsWith('ResNet')), String(await titles()));
  await page.getByRole('combobox', { name: words.order }).selectOption({ label: words.parameters });
  const sizes = await page.getByRole('region', { name: words.originals }).locator('dl > div:first-child dd').allTextContents();
  const numbers = sizes.map(digits);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  const link = card('ResNet-18').getByRole('button', { name: words.relative });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'card-resnet-8-cifar');
  assert.equal(await page.getByRole('searchbox', { name: words.search }).inputValue(), '');
});

test('on a narrow screen nothing is cut off', async () => {
  const { page, card } = await visit(WORDS.es, { viewport: { width: 320, height: 640 } });
  await card('VGG-16').waitFor();
  const over = await page.evaluate(() => {
    const room = document.querySelector('.room');
    return [room.scrollWidth - room.clientWidth, document.documentElement.scrollWidth - window.innerWidth];
  });
  assert.ok(over.every((pixels) => pixels <= 0), String(over));
  assert.deepEqual(await violations(page), []);
});

test('the network in the builder is adapted too', async () => {
  const { page, card, title } = await visit(WORDS.en);
  await card('VGG-16').waitFor();
  await page.getByRole('button', { name: 'Adapt the network in the builder…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Adapt LeNet-5 (CIFAR)', exact: true });
  await says(dialog.getByRole('status'), 'Every shape fits.');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Adapt the network in the builder…', exact: true }).click();
  await dialog.getByRole('slider').fill('200');
  await dialog.getByRole('button', { name: 'Open in the builder', exact: true }).click();
  await title('LeNet-5 (CIFAR) (32 × 32, × 2.00)');
});
