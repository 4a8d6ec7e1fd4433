// Trained weights: they outlive a reload, a template, Reset and undo; they are saved and opened as
// files, which the command line reads; and the page says what Train will do.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { savedBy } from '../support/files.mjs';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const EPOCHS = 2;
// Built beside the server by the native tests.
const FILTRO = join(dirname(process.env.FILTRO_XTASK ?? '../../target/debug/xtask'), 'filtro');

// A visit whose network was trained to the end.
async function trained(settings = {}) {
  const found = await filtro.visit(settings);
  await found.ready();
  await found.settings({ Epochs: EPOCHS });
  await found.train.click();
  await says(found.status, /Finished\. Test accuracy/, 120_000);
  return { ...found, net: network(found.page) };
}

const accuracy = async ({ tab }) => {
  const panel = await tab('Training');
  const words = await panel.getByRole('region', { name: 'Test' }).getByText('test images correct').textContent();
  return words.trim();
};
// The test again, of the weights that are in force.
const tested = async (found) => {
  const panel = await found.tab('Training');
  const region = panel.getByRole('region', { name: 'Test' });
  await found.button('Test now', region).click();
  await region.getByText('test images correct').waitFor();
  return accuracy(found);
};
const lastStep = async ({ tab }) => {
  const panel = await tab('Training');
  return Number(await panel.getByRole('slider', { name: /^Loss/ }).getAttribute('aria-valuemax'));
};
const menu = async ({ page }, entry) => {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
};
const openWeights = async (found, file) => {
  const chooser = found.page.waitForEvent('filechooser');
  await menu(found, 'Open weights…');
  await (await chooser).setFiles([file]);
};
const saved = async (found) => ({
  ...await savedBy(found.page, () => menu(found, 'Save trained weights')), mimeType: 'application/octet-stream',
});

describe('a reload', () => {
  test('brings weights, steps, curves and the test back', async () => {
    const found = await trained();
    const [right, steps] = [await accuracy(found), await lastStep(found)];
    // The browser is told unasked, and not at once.
    await found.page.waitForFunction(() => new Promise((resolve) => {
      const request = indexedDB.open('filtro.weights.1');
      request.onsuccess = () => {
        const notes = request.result.transaction('notes').objectStore('notes').getAll();
        notes.onsuccess = () => {
          request.result.close();
          resolve(notes.result.some((note) => note.size > 0));
        };
      };
    }));
    await found.page.reload();
    await says(found.page.getByRole('region', { name: 'Notices' }), `The weights of your last visit are back: trained ${steps} steps`);
    await says(found.status, `Trained ${steps} steps. Test accuracy`);
    assert.equal(await accuracy(found), right);
    assert.equal(await lastStep(found), steps);
    assert.equal(await found.page.getByRole('table', { name: 'Epochs' }).getByRole('row').count(), EPOCHS + 1);
    // They are the engine's, too.
    assert.equal(await tested(found), right);
    await found.button(`Continue: epochs ${EPOCHS + 1}–${2 * EPOCHS}`, found.transport).click();
    await says(found.status, /^Training$/);
    await found.page.getByText(`Epoch ${EPOCHS + 1} of ${2 * EPOCHS}`).waitFor();
    assert.deepEqual(found.errors, []);
  });

  test('without IndexedDB the page works, and says that it cannot keep the weights', async () => {
    for (const taken of ['undefined', 'throws', 'refuses']) {
      const found = await trained({
        prepare: (page) => page.addInitScript((how) => {
          const get = () => {
            if (how === 'throws') throw new DOMException('The operation is insecure.', 'SecurityError');
            return how === 'undefined' ? undefined : { open: () => { throw new Error('no room'); } };
          };
          Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get });
        }, taken),
      });
      await says(found.page.getByRole('region', { name: 'Notices' }), 'keeps no weights for your next visit');
      await found.page.reload();
      await found.ready();
      assert.deepEqual(found.errors, [], taken);
      await found.context.close();
    }
  });
});

describe('what is left can be brought back', () => {
  test('a template, a reset and an edit, each undone with its weights', async () => {
    const found = await trained();
    const { net, button, status, page } = found;
    const [right, steps] = [await accuracy(found), await lastStep(found)];
    const back = async () => {
      await button('Undo').click();
      await says(status, `Trained ${steps} steps. Test accuracy`);
      assert.equal(await accuracy(found), right);
      assert.equal(await lastStep(found), steps);
      assert.equal(await tested(found), right);
    };
    await net.template('CNN3 (CIFAR)');
    await says(status, 'Ready to train');
    await back();
    await button('Reset').click();
    await says(status, 'Ready to train');
    await back();
    await net.card('Conv 2D').click();
    await net.layer.getByRole('textbox', { name: 'Filters' }).fill('7');
    await net.layer.getByRole('textbox', { name: 'Filters' }).blur();
    await says(status, /Network changed: \d of \d layers keep their weights/);
    const panel = await found.tab('Training');
    await panel.getByText('The network has changed').waitFor();
    await found.transport.getByRole('button', { name: `Train on: epochs ${EPOCHS + 1}–${2 * EPOCHS}`, exact: true }).waitFor();
    // The old network's numbers stand nowhere beside the new one.
    assert.equal(await found.gauge('Loss').textContent(), '–');
    assert.equal(await panel.getByRole('region', { name: 'Test' }).getByText('test images correct').count(), 0);
    await page.getByRole('rowheader', { name: 'earlier network' }).first().waitFor();
    await back();
    assert.deepEqual(found.errors, []);
  });

  test('afresh: by keyboard, from the first epoch, and undone', async () => {
    const found = await trained();
    const { page, status, transport, button } = found;
    const steps = await lastStep(found);
    await found.train.focus();
    // The bar is one stop of the tab key, with arrows inside.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await says(status, /^Training$/);
    await page.getByText(`Epoch 1 of ${EPOCHS}`).waitFor();
    await button('Stop', transport).click();
    await says(status, 'Stopped');
    await button('Undo').click();
    await says(status, `Trained ${steps} steps`);
  });
});

describe('files', () => {
  test('saved, reset, opened: the same accuracy; another network’s are refused by name', async () => {
    const found = await trained();
    const { page, status, button, net } = found;
    const [right, steps] = [await accuracy(found), await lastStep(found)];
    const file = await saved(found);
    assert.equal(file.name, 'lenet-5-cifar.safetensors');
    await button('Reset').click();
    await says(status, 'Ready to train');
    await openWeights(found, file);
    await says(status, `Trained ${steps} steps`);
    const notices = page.getByRole('region', { name: 'Notices' });
    await says(notices, `lenet-5-cifar.safetensors: the weights are in place, trained ${steps} steps.`);
    assert.equal(await tested(found), right);
    // The same by drop, into another network.
    await net.template('CNN3 (CIFAR)');
    await says(status, 'Ready to train');
    await openWeights(found, file);
    await says(notices, 'lenet-5-cifar.safetensors has weights of another network.');
    await says(notices, /is \d.* here, \d.* in the file/);
    await says(status, 'Ready to train');
    await openWeights(found, { ...file, name: 'broken.safetensors', buffer: file.buffer.subarray(0, 99) });
    await says(notices, 'broken.safetensors is no safetensors file, or is damaged.');
    assert.deepEqual(found.errors, []);
  });
});

// The same weights, pictures and arithmetic, natively: the test's share and, as far as it is written, its loss.
describe('the command line', { skip: !existsSync(FILTRO) && `${FILTRO} is not built` }, () => {
  const run = async (...args) => {
    const { stdout } = await promisify(execFile)(FILTRO, [...args, '--json']);
    return JSON.parse(stdout.trim().split('\n').at(-1));
  };
  const agrees = (words, share, loss) => {
    const [, accuracy, written] = /^([\d.]+)% of 1,000 test images correct, loss ([\d.]+)$/.exec(words);
    assert.equal(Number(accuracy), Math.round(share * 1000) / 10, words);
    assert.ok(Math.abs(Number(written) - loss) <= 0.002, `${words}: ${loss}`);
  };
  let folder;
  before(async () => { folder = await mkdtemp(join(tmpdir(), 'filtro-weights-')); });
  after(() => rm(folder, { recursive: true, force: true }));

  test('finds the page’s accuracy with the file that the page saved', async () => {
    const found = await trained();
    const words = await accuracy(found);
    const path = join(folder, 'page.safetensors');
    await writeFile(path, (await saved(found)).buffer);
    const { accuracy: share, loss } = await run('evaluate', 'lenet-5-cifar', '--weights', path);
    agrees(words, share, loss);
  });

  test('saves a file with which the page finds the same accuracy', async () => {
    const path = join(folder, 'own.safetensors');
    const { test_accuracy: share, test_loss: loss, steps } = await run(
      'train', 'lenet-5-cifar', '--epochs', '1', '--save', path,
    );
    const found = { ...await filtro.visit() };
    found.net = network(found.page);
    await found.ready();
    await openWeights(found, { name: 'own.safetensors', mimeType: '', buffer: await readFile(path) });
    await says(found.status, `Trained ${steps} steps`);
    agrees(await tested(found), share, loss);
  });
});

describe('a run in progress', () => {
  test('is ended only when the person says so', async () => {
    const found = await filtro.visit();
    const { page, status, button, transport } = found;
    await found.ready();
    await found.settings({ Epochs: 100 });
    await found.train.click();
    await says(status, /^Training$/);
    const dialog = page.getByRole('dialog', { name: 'End the run in progress?' });
    const asked = async (act) => {
      await act();
      await dialog.waitFor();
      assert.equal(await button('Keep training', dialog).evaluate((it) => it === document.activeElement), true);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await says(status, /^Training$/);
    };
    await asked(() => button('Reset', transport).click());
    assert.equal(await button('Reset', transport).evaluate((it) => it === document.activeElement), true);
    await asked(async () => {
      await page.getByRole('button', { name: 'File', exact: true }).click();
      await page.getByRole('menuitem', { name: 'CNN3 (CIFAR)' }).click();
    });
    await button('Reset', transport).click();
    await button('Keep training', dialog).click();
    await says(status, /^Training$/);
    await button('Reset', transport).click();
    await button('End it and reset the weights', dialog).click();
    await says(status, 'Ready to train');
    await button('Undo').click();
    await says(status, /^Trained [\d,]+ steps/);
    await says(found.train, 'Continue: epochs');
  });
});
