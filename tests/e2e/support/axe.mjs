// Accessibility, checked by axe-core.
import { createRequire } from 'node:module';

const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What is wrong, in words: empty if nothing is.
export async function violations(page) {
  await page.addScriptTag({ path });
  const found = await page.evaluate(async (rules) => {
    const result = await window.axe.run({ runOnly: rules });
    return result.violations.map(({ id, help, nodes }) => (
      [`${id}: ${help}`, ...nodes.slice(0, 4).map((node) => node.html.slice(0, 160))]
    ));
  }, RULES);
  return found.map((lines) => lines.join('\n    '));
}
