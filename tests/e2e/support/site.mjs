// The page's server: `cargo xtask serve` of what was built.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// `data`: a map of names to bytes, served as data/ beside the page. Nothing by default.
export async function serve({ data = {}, dist } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'filtro-data-'));
  await Promise.all(Object.entries(data).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
  const xtask = process.env.FILTRO_XTASK;
  const [program, ...first] = xtask ? [xtask] : ['cargo', 'xtask'];
  const options = ['serve', '--no-build', '--port', '0', '--data', folder, ...(dist ? ['--dist', dist] : [])];
  const server = spawn(program, [...first, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /http:\/\/\S+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  const close = async () => {
    server.removeAllListeners('exit');
    server.kill();
    await rm(folder, { recursive: true, force: true });
  };
  return { address, close };
}
