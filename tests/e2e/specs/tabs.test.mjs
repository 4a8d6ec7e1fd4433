// Several tabs and visits: every tab keeps its own network, and nothing is lost in silence.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { savedBy } from '../support/files.mjs';
import { conv, document as file, network } from '../support/network.mjs';
import { open, parts, says } from '../support/page.mjs';
import { watch } from '../support/browser.mjs';

const WORDS = {
  en: {
    locale: 'en-GB', name: 'Network name', notices: 'Notices', other: 'Filtro is open in another tab; each keeps its own network',
    also: 'Also kept from an earlier visit: One', open: 'Open it', menu: 'File', unreadable: 'Nothing was overwritten',
    save: 'Save it as a file', dismiss: 'Dismiss', compare: 'Compare', keep: 'Keep this network in the comparison', of: 'Name of',
    remove: 'Remove',
  },
  es: {
    locale: 'es-ES', name: 'Nombre de la red', notices: 'Avisos', other: 'Filtro está abierto en otra pestaña; cada una guarda su propia red',
    also: 'También se conserva de una visita anterior: One', open: 'Abrirla', menu: 'Archivo', unreadable: 'No se sobrescribió nada',
    save: 'Guardarlo en un archivo', dismiss: 'Descartar', compare: 'Comparar', keep: 'Guardar esta red en la comparación', of: 'Nombre de',
    remove: 'Quitar',
  },
};
const SLOTS = 'filtro.network.2.';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());
// What a browser keeps is its own, and an engine takes a processor.
afterEach(() => Promise.all(filtro.browser.contexts().map((context) => context.close())));

const dress = (page, words) => {
  const title = page.getByRole('textbox', { name: words.name, exact: true });
  const notices = page.getByRole('region', { name: words.notices });
  const called = (name) => page.waitForFunction((name) => document.querySelector('.header-name')?.value === name, name);
  const call = async (name) => {
    // Where nobody looks, Firefox tells no box that it was left.
    await page.bringToFront();
    await title.fill(name);
    await title.blur();
    await called(name);
  };
  const reload = async (name) => {
    await page.reload();
    await called(name);
  };
  const compare = () => page.getByRole('link', { name: words.compare, exact: true }).click();
  const kept = (name) => page.getByRole('textbox', { name: `${words.of} ${name}`, exact: true });
  return { page, title, notices, called, call, reload, compare, kept, ...watch(page), ...parts(page) };
};
const visit = async (words = WORDS.en, prepare) => {
  const found = await filtro.visit({ locale: words.locale, prepare });
  const first = { ...found, ...dress(found.page, words) };
  await first.title.waitFor();
  // Another tab of the same browser.
  const tab = async () => {
    const page = await found.context.newPage();
    const other = dress(page, words);
    await page.goto(filtro.address);
    await other.title.waitFor();
    return other;
  };
  return { ...first, first, tab };
};
// What the browser keeps of networks, by what they are called.
const slots = (page) => page.evaluate((start) => (
  Object.entries(localStorage).filter(([key]) => key.startsWith(start))
    .map(([, text]) => JSON.parse(JSON.parse(text).content).name).sort()
), SLOTS);
const counted = (page, names) => page.waitForFunction(([start, names]) => {
  const kept = Object.entries(localStorage).filter(([key]) => key.startsWith(start));
  return JSON.stringify(kept.map(([, text]) => JSON.parse(JSON.parse(text).content).name).sort()) === JSON.stringify(names);
}, [SLOTS, names]);

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: two tabs keep a network each, and one comparison`, async () => {
    const { first, tab } = await visit(words);
    await first.call('One');
    await counted(first.page, ['One']);
    const second = await tab();
    await second.called('One');
    await says(second.notices, words.other);
    await second.call('Two');
    await first.call('Still one');
    for (let round = 0; round < 2; round += 1) {
      await first.reload('Still one');
      await second.reload('Two');
    }
    await first.compare();
    await second.compare();
    await first.page.getByRole('button', { name: words.keep, exact: true }).click();
    await second.kept('Still one').waitFor();
    await second.page.getByRole('button', { name: words.keep, exact: true }).click();
    await first.kept('Two').waitFor();
    await first.page.getByRole('button', { name: `${words.remove}: Still one`, exact: true }).click();
    await second.kept('Still one').waitFor({ state: 'detached' });
    await second.page.reload();
    await second.kept('Two').waitFor();
    assert.equal(await second.kept('Still one').count(), 0);
    assert.deepEqual([...first.errors, ...second.errors], []);
  });

  test(`${lang}: the network of a closed tab is told of once, and changes places with the one on the screen`, async () => {
    const { first, tab } = await visit(words);
    await first.call('One');
    const second = await tab();
    await second.call('Two');
    await counted(second.page, ['One', 'Two']);
    await first.page.close();
    await second.page.close();
    const third = await tab();
    await third.called('Two');
    await says(third.notices, words.also);
    await third.notices.getByRole('button', { name: words.open, exact: true }).click();
    await third.called('One');
    // The other one is in the menu, and the way back.
    await third.page.getByRole('button', { name: words.menu, exact: true }).click();
    await third.page.getByRole('menuitem', { name: /^Two/ }).click();
    await third.called('Two');
    await third.reload('Two');
    assert.equal(await third.notices.locator('.message').count(), 0);
    assert.deepEqual(await slots(third.page), ['One', 'Two']);
    assert.deepEqual(third.errors, []);
  });

  test(`${lang}: a saved network that cannot be read is said, handed out and kept`, async () => {
    const { first } = await visit(words);
    await first.call('One');
    await counted(first.page, ['One']);
    const key = await first.page.evaluate((start) => Object.keys(localStorage).find((it) => it.startsWith(start)), SLOTS);
    // Cut by something else, after the page has left.
    const whole = await first.page.evaluate((key) => localStorage.getItem(key), key);
    const cut = whole.slice(0, whole.length / 2);
    const blank = new URL('blank.html', filtro.address).href;
    await first.page.route(blank, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
    await first.page.goto(blank);
    await first.page.evaluate(([key, cut]) => localStorage.setItem(key, cut), [key, cut]);
    await first.page.goto(filtro.address);
    await first.called('LeNet-5 (CIFAR)');
    await says(first.notices, words.unreadable);
    const handed = await savedBy(first.page, () => first.notices.getByRole('button', { name: words.save, exact: true }).click());
    assert.equal(handed.buffer.toString(), cut);
    await first.call('After');
    await first.reload('After');
    await says(first.notices, words.unreadable);
    const kept = () => first.page.evaluate((key) => localStorage.getItem(key), key);
    assert.equal(await kept(), cut);
    await first.notices.getByRole('button', { name: words.dismiss, exact: true }).click();
    await first.page.waitForFunction((key) => localStorage.getItem(key) === null, key);
    await first.reload('After');
    assert.equal(await first.notices.getByText(words.unreadable).count(), 0);
    assert.deepEqual(first.errors, []);
  });
}

for (const [how, leave] of Object.entries({
  close: (page) => page.close({ runBeforeUnload: true }),
  reload: (page) => page.reload(),
  'another address': (page) => page.goto('about:blank'),
})) {
  test(`an edit just before the page is left is kept: ${how}`, async () => {
    const { first, tab, page } = await visit();
    const gone = page.waitForEvent('close').catch(() => {});
    await first.call('At the last moment');
    await leave(page);
    if (how === 'close') await gone;
    const next = await tab();
    await next.called('At the last moment');
  });
}

test('what is still being typed when the page is left is kept', async () => {
  const { first, page } = await visit();
  await first.title.fill('Half a name');
  await page.reload();
  await first.called('Half a name');
});

test('a hidden page keeps what was changed, at once', async () => {
  const { first, page } = await visit();
  await first.call('Before it was hidden');
  const names = await page.evaluate((start) => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    return Object.entries(localStorage).filter(([key]) => key.startsWith(start)).map(([, text]) => JSON.parse(JSON.parse(text).content).name);
  }, SLOTS);
  assert.deepEqual(names, ['Before it was hidden']);
});

test('a duplicated tab is another one', async () => {
  const { first, context, page } = await visit();
  await first.call('Original');
  await counted(page, ['Original']);
  const opened = context.waitForEvent('page');
  // The browser copies what it keeps with the tab.
  await page.evaluate(() => { window.open(window.location.href); });
  const copy = dress(await opened, WORDS.en);
  await copy.called('Original');
  await copy.call('Copy');
  await first.reload('Original');
  await copy.reload('Copy');
  await counted(page, ['Copy', 'Original']);
});

test('without BroadcastChannel tabs hear of each other all the same', async () => {
  const { first, tab } = await visit(WORDS.en, (page) => (
    page.context().addInitScript(() => { delete globalThis.BroadcastChannel; })
  ));
  await first.call('One');
  const second = await tab();
  await says(second.notices, WORDS.en.other);
  await second.call('Two');
  await first.reload('One');
  await second.reload('Two');
  await first.page.close();
  await second.notices.getByText(WORDS.en.other).waitFor({ state: 'detached' });
  assert.deepEqual(second.errors, []);
});

test('what the release before kept is taken over', async () => {
  const text = JSON.stringify(file([3, 32, 32], [conv(1, 4, 3)], 'Of old'));
  const { first, page } = await visit(WORDS.en, (page) => page.addInitScript((text) => {
    if (sessionStorage.getItem('before')) return;
    sessionStorage.setItem('before', '1');
    localStorage.setItem('filtro.network.1', JSON.stringify(text));
    localStorage.setItem('filtro.language.1', '"en"');
  }, text));
  await first.called('Of old');
  assert.deepEqual(await network(page).names(), ['Conv 2D']);
  await counted(page, ['Of old']);
  await page.waitForFunction(() => localStorage.getItem('filtro.network.1') === null);
  await first.reload('Of old');
});

test('of preferences out of range each is as at first, and the others stay', async () => {
  const config = { optimizer: 'momentum', learning_rate: 1e300, batch_size: 0, epochs: 7, seed: -1 };
  const { page, tab } = await filtro.visit({
    prepare: (page) => page.addInitScript((config) => {
      localStorage.setItem('filtro.preferences.1', JSON.stringify({ device: 'cpu', config, meters: [['cpu', [1e308, 'x']], 3] }));
    }, config),
  });
  const panel = await tab('Training');
  const value = (name) => panel.getByRole('textbox', { name, exact: true }).inputValue();
  const values = [await value('Learning rate'), await value('Batch size'), await value('Epochs'), await value('Seed')];
  assert.deepEqual(values, ['0.001', '64', '7', '1']);
  assert.equal(await panel.getByRole('combobox', { name: 'Optimizer', exact: true }).inputValue(), 'momentum');
  assert.equal(await page.getByRole('region', { name: 'Notices' }).locator('.message').count(), 0);
});
