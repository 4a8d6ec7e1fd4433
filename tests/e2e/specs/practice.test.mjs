// Shape practice: the lecture's questions first, series by seed, hints, solutions, the way to the builder.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const EN = { exercise: 'Exercise', solution: 'Solution', series: 'Series', next: 'Next exercise' };
const ES = { exercise: 'Ejercicio', solution: 'Solución', series: 'Serie', next: 'Siguiente ejercicio' };

// The room at an address, such as `?seed=7&level=2`.
const visit = async (query = '', { words = EN, ...settings } = {}) => {
  const found = await filtro.visit(settings);
  const { page } = found;
  await page.goto(`${filtro.address}#practice${query}`);
  const exercise = (number) => page.getByRole('region', { name: `${words.exercise} ${number}`, exact: true });
  const field = (name) => page.getByRole('group').getByRole('textbox', { name, exact: true });
  const hint = async (name, text) => {
    const id = await field(name).getAttribute('aria-describedby');
    await says(page.locator(`[id="${id}"]`), text);
  };
  const type = async (name, number) => {
    await field(name).fill(String(number));
    await field(name).press('Enter');
  };
  const solution = page.getByRole('region', { name: words.solution, exact: true });
  const series = page.getByRole('region', { name: words.series, exact: true });
  const next = () => page.getByRole('button', { name: words.next, exact: true }).click();
  const question = () => page.locator('.question').innerText();
  return { ...found, exercise, field, hint, type, solution, series, next, question };
};

test("the lecture's questions come first, are judged part by part, and are solved with their numbers", async () => {
  const { page, exercise, field, hint, type, solution, series, next, errors } = await visit();
  // The lecture's four: six filters on grey, pooling behind, 24 filters of 3 × 3, the six in colour.
  const own = [
    [{ Channels: 6, Height: 28, Width: 28, Parameters: 156 }, '6 filters of 5 × 5', '6 · (1 · 5 · 5 + 1) = 156'],
    [{ Channels: 6, Height: 14, Width: 14 }, '6 filters of 5 × 5', '= 14'],
    [{ Channels: 24, Height: 30, Width: 30, Parameters: 240 }, '24 filters of 3 × 3', '24 · (1 · 3 · 3 + 1) = 240'],
    [{ Channels: 6, Height: 28, Width: 28, Parameters: 456 }, '3 × 32 × 32 (channels × height × width)', '6 · (3 · 5 · 5 + 1) = 456'],
  ];
  for (const [at, [answers, asked, written]] of own.entries()) {
    await says(exercise(at + 1), 'From the lecture');
    await says(exercise(at + 1), asked);
    for (const [name, number] of Object.entries(answers)) await type(name, number);
    await says(solution, written);
    await next();
  }
  await says(series, '4 of 4 solved · 4 in a row');

  await says(exercise(5), '1 × 7 × 7');
  assert.equal(await exercise(5).getByText('From the lecture').count(), 0);
  await says(exercise(5), '1 filter of 3 × 3, stride 1, padding 0');
  await type('Height', 4);
  await hint('Height', 'add 1');
  assert.equal(await field('Height').getAttribute('aria-invalid'), 'true');
  await type('Height', 5);
  await hint('Height', 'Right.');
  assert.equal(await solution.count(), 0);
  await type('Width', 5);
  await says(solution, '⌊(7 + 2·0 − 3)/1⌋ + 1 = 5');
  await says(series, '5 of 5 solved · 0 in a row');

  await next();
  await says(exercise(6), 'stride 2');
  await type('Height', 3);
  // Right: the next field has the focus.
  assert.equal(await field('Width').evaluate((box) => box === document.activeElement), true);
  await type('Width', 3);
  await says(solution, 'With a stride of 3');
  await says(solution, 'Rows left over: 1, columns: 1');

  await next();
  await says(exercise(7), '3 × 32 × 32 (channels × height × width)');
  await says(exercise(7), '10 filters of 5 × 5, stride 1, padding 2');
  await type('Width', 28);
  await hint('Width', 'padding is missing');
  await type('Channels', 3);
  await hint('Channels', 'Each filter makes one map');
  for (const [name, number] of [['Height', 32], ['Width', 32], ['Channels', 10]]) await type(name, number);
  await says(solution, '⌊(32 + 2·2 − 5)/1⌋ + 1 = 32');

  await next();
  await says(exercise(8), 'How many parameters');
  await type('Parameters', 750);
  await hint('Parameters', 'biases are missing');
  await type('Parameters', 760);
  await says(solution, '10 · (3 · 5 · 5 + 1) = 760');
  await says(series, '8 of 8 solved');
  assert.deepEqual(errors, []);
});

test('who gives up sees the solution, and the row ends', async () => {
  const { page, button, exercise, type, solution, series, next } = await visit('?seed=3&level=1&exercise=7');
  for (const [name, number] of [['Height', 32], ['Width', 32], ['Channels', 10]]) await type(name, number);
  await says(series, '1 of 1 solved · 1 in a row');
  await next();
  await exercise(8).waitFor();
  await button('Show the solution').click();
  await says(solution, '10 · (3 · 5 · 5 + 1) = 760');
  await says(series, '1 of 2 solved · 0 in a row');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Solution');
  await button('Reset progress').click();
  await says(series, '0 of 0 solved');
});

test('nothing typed and what is no number are asked for again', async () => {
  const { button, hint, type, series } = await visit('?level=1&exercise=7');
  await button('Check').click();
  await hint('Channels', 'whole number');
  await type('Width', '2.5');
  await hint('Width', 'whole number');
  await says(series, '0 of 0 solved');
});

test('a series by seed is the same after a reload and in another visit', async () => {
  const collect = async ({ question, next, exercise }) => {
    const all = [];
    for (let number = 1; number <= 4; number += 1) {
      await exercise(number).waitFor();
      all.push(await question());
      if (number < 4) await next();
    }
    return all;
  };
  const first = await visit('?seed=7&level=2');
  const questions = await collect(first);
  assert.equal(new Set(questions).size, 4);
  await first.page.reload();
  await first.exercise(4).waitFor();
  assert.equal(await first.question(), questions[3]);
  assert.deepEqual(await collect(await visit('?seed=7&level=2')), questions);
  assert.notDeepEqual(await collect(await visit('?seed=8&level=2')), questions);
});

test('seed and level are chosen in the room', async () => {
  const { page, series, exercise, question } = await visit('?seed=7&level=2&exercise=2');
  await exercise(2).waitFor();
  await series.getByRole('radio', { name: /^3/ }).check({ force: true });
  await exercise(1).waitFor();
  const seven = await question();
  const seed = series.getByRole('textbox', { name: 'Seed', exact: true });
  assert.equal(await seed.inputValue(), '7');
  await seed.fill('11');
  await seed.press('Tab');
  // The link is drawn together with the exercise.
  const link = series.locator('a[href="#practice?seed=11&level=3"]').filter({ hasText: 'Link to this series' });
  await link.waitFor();
  assert.notEqual(await question(), seven);
  await seed.fill('eleven');
  await seed.press('Enter');
  await page.waitForFunction((box) => box.value === '11', await seed.elementHandle());
});

test('an exercise opens in the builder with the same shapes, as one step to undo', async () => {
  const { page, button, exercise, type, solution } = await visit('?level=1&exercise=8');
  const { card, names } = network(page);
  await exercise(8).waitFor();
  await type('Parameters', 760);
  await button('Open in the builder', solution).click();
  await says(card('Conv 2D'), '10 × 32 × 32');
  await says(card('Conv 2D'), '760');
  assert.equal(await page.evaluate(() => window.location.hash), '#build');
  assert.deepEqual((await names()).filter((name) => name !== 'Input' && name !== 'Output'), ['Conv 2D']);
  await button('Undo').click();
  await says(card('Conv 2D', 1), '16 × 10 × 10');
});

test('the selected layer becomes an exercise', async () => {
  const { page, button } = await filtro.visit();
  const { card, pictured } = network(page);
  await pictured();
  // Pictures that arrive move the cards: the click may meet the next one.
  for (let press = 0; press < 5 && !await page.locator('.card.selected', { hasText: 'Conv 2D' }).count(); press += 1) {
    await card('Conv 2D').click();
    await page.locator('.card.selected').waitFor();
  }
  await page.getByRole('link', { name: 'Practice', exact: true }).click();
  await button('Exercise from the selected layer').click();
  await says(page.locator('.task'), 'From your network');
  await says(page.locator('.task'), '6 filters of 5 × 5');
  await page.getByRole('textbox', { name: 'Parameters', exact: true }).fill('456');
  await button('Check').click();
  await says(page.locator('.task'), 'Right.');
});

test('in Spanish, by the keyboard alone', async () => {
  const { page, exercise, hint, solution, question } = await visit('?level=1&exercise=7', { words: ES, locale: 'es-MX' });
  await exercise(7).waitFor();
  assert.match(await question(), /Entrada de 3 × 32 × 32 \(canales × alto × ancho\)\.\s*10 filtros de 5 × 5, paso \(stride\) 1, relleno \(padding\) 2/);
  assert.match(await question(), /¿Qué sale\?/);
  await page.getByRole('textbox', { name: 'Canales', exact: true }).focus();
  const { keyboard } = page;
  await keyboard.type('10');
  await keyboard.press('Enter');
  await keyboard.type('28');
  await keyboard.press('Enter');
  await hint('Alto', 'Falta el relleno');
  await keyboard.press('Control+a');
  for (const number of ['32', '32']) {
    await keyboard.type(number);
    await keyboard.press('Enter');
  }
  await says(solution, '⌊(32 + 2·2 − 5)/1⌋ + 1 = 32');
  // The way on has the focus, and then the question.
  await keyboard.press('Enter');
  await exercise(8).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /¿Cuántos parámetros/);
});

for (const [locale, words] of [['en-GB', EN], ['es-MX', ES]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe is content: ${locale}, ${colorScheme}`, async () => {
      const { page, exercise, solution } = await visit('?level=1&exercise=7', { words, locale, colorScheme });
      await exercise(7).waitFor();
      const found = await violations(page);
      const [first, , third] = await page.getByRole('group').getByRole('textbox').all();
      await first.fill('31');
      await first.press('Enter');
      await third.fill('10');
      await third.press('Enter');
      found.push(...await violations(page));
      await page.locator('.task').getByRole('button').nth(1).click();
      await solution.waitFor();
      found.push(...await violations(page));
      assert.deepEqual(found, []);
    });
  }
}

test('the skip link leads into the room and stays there', async () => {
  const { page, exercise } = await visit('?seed=5&level=2');
  await exercise(1).waitFor();
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'room');
  await exercise(1).waitFor();
});

test('nothing is cut off at 320 pixels', async () => {
  const { page, button, exercise, solution } = await visit('?seed=5&level=4', { viewport: { width: 320, height: 800 } });
  for (let number = 1; number <= 7; number += 1) {
    await exercise(number).waitFor();
    await button('Show the solution').click();
    await solution.waitFor();
    const wide = await page.evaluate(() => {
      const room = document.querySelector('main.room');
      return Math.max(document.documentElement.scrollWidth, room.scrollWidth);
    });
    assert.ok(wide <= 320, `exercise ${number}: ${wide} pixels wide`);
    await button('Next exercise').click();
  }
});
