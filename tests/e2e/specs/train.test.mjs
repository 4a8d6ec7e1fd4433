// Point 5: settings, start, pause, step, stop, reset, curves, device, test accuracy.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MODES } from '../support/browser.mjs';
import { archive, ARCHIVE } from '../support/cifar.mjs';
import { open, says, SLOW } from '../support/page.mjs';

const SOON = 3000;
const small = { name: ARCHIVE, mimeType: 'application/gzip', buffer: archive({ train: 60, test: 40 }) };

for (const mode of MODES) {
  describe(`training with ${mode === 'cpu' ? 'the processor' : 'WebGPU (software adapter)'}`, () => {
    let filtro;
    before(async () => { filtro = await open({ mode }); });
    after(() => filtro?.close());

    const visit = async () => {
      const found = await filtro.visit();
      await found.ready();
      await found.pick([small]);
      await says(found.page.getByRole('region', { name: 'In use', exact: true }), 'CIFAR-10');
      if (mode === 'gpu') await found.toGpu();
      return found;
    };

    test('steps, pauses, stops and resets, each at once', async () => {
      const { button, status, settings, gauge, page, errors } = await visit();
      await settings({ 'Batch size': 10, Epochs: 200 });
      await button('Step').click();
      await says(status, 'Paused', SLOW);
      await button('Continue').click();
      await says(status, /^Training$/);
      await page.getByText(/Epoch \d+ of 200/).waitFor();
      await button('Pause').click();
      await says(status, 'Paused', SOON);
      const held = await gauge('Loss').textContent();
      assert.match(held, /^\d+\.\d{3}$/);
      await button('Continue').click();
      await says(status, /^Training$/);
      await button('Stop').click();
      await says(status, 'Stopped', SOON);
      await button('Reset').click();
      await says(status, 'Ready to train', SOON);
      assert.deepEqual(errors, []);
    });

    if (mode === 'gpu') {
      test('a software adapter is not timed against the processor', async () => {
        const { ready, button, status, tab } = await filtro.visit();
        await ready();
        const device = (await tab('Training')).getByRole('region', { name: 'Device' });
        await says(device, 'emulated in software');
        await button('Step').click();
        await says(status, 'Paused', SLOW);
        await says(device, 'Running on the CPU');
        assert.doesNotMatch(await device.textContent(), /[Mm]easur/);
      });
    }

    test('ends with a test accuracy, curves and a row for each epoch', async () => {
      const { button, status, settings, page, tab } = await visit();
      const epochs = mode === 'cpu' ? 3 : 1;
      await settings({ 'Batch size': 30, Epochs: epochs });
      await button('Train').click();
      await says(status, /Finished\. Test accuracy \d+(\.\d)?%/, SLOW);
      const panel = await tab('Training');
      await says(panel.getByRole('region', { name: 'Test' }), 'of 40 test images correct');
      const rows = page.getByRole('table', { name: 'Epochs' }).getByRole('row');
      assert.equal(await rows.count(), epochs + 1);
      await panel.getByRole('slider', { name: /^Loss/ }).first().waitFor();
    });
  });
}

describe('settings', () => {
  let filtro;
  before(async () => { filtro = await open(); });
  after(() => filtro?.close());

  test('all but the learning rate are fixed during a run, which can change', async () => {
    const { ready, settings, button, status, page } = await filtro.visit();
    await ready();
    const panel = await settings({ Epochs: 100 });
    await panel.getByRole('combobox', { name: 'Optimizer' }).selectOption({ label: 'SGD with momentum' });
    await button('Train').click();
    await says(status, /^Training$/);
    assert.equal(await panel.getByRole('textbox', { name: 'Batch size' }).isDisabled(), true);
    assert.equal(await panel.getByRole('combobox', { name: 'Optimizer' }).isDisabled(), true);
    const rate = page.getByRole('textbox', { name: 'Learning rate' });
    const old = await rate.inputValue();
    await button('Lower the learning rate').click();
    assert.notEqual(await rate.inputValue(), old);
    await says(status, /^Training$/);
    await button('Stop').click();
    await says(status, 'Stopped');
  });

  test('a number that makes no sense is marked and not taken', async () => {
    const { ready, tab } = await filtro.visit();
    await ready();
    const panel = await tab('Training');
    const field = panel.getByRole('textbox', { name: 'Batch size' });
    await field.fill('0');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await says(panel, 'Enter a number from 1 to');
    await field.blur();
    assert.equal(await field.inputValue(), '64');
  });

  test('the same seed gives the same loss', async () => {
    const { ready, settings, button, status, gauge } = await filtro.visit();
    await ready();
    await settings({ Seed: 7 });
    const loss = async () => {
      await button('Step').click();
      await says(status, 'Paused');
      const text = await gauge('Loss').textContent();
      await button('Reset').click();
      await says(status, 'Ready to train');
      return text;
    };
    assert.equal(await loss(), await loss());
  });
});
