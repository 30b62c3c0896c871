import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const API = `http://localhost:${process.env.PORT ?? '3000'}`;
/** Below this size a file is not worth unpacking, in bytes. */
const SMALL = 1_024;

/** Packs every text of the build once, so that the server has nothing to pack. */
const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir = here }) {
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html|svg|webmanifest)$/.test(name));
    for (const file of files.map((name) => path.join(dir, name))) {
      const bytes = readFileSync(file);
      if (bytes.length > SMALL) writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
});

/** Two entries, one build: the console at `/` and the public portal at `/portal/`. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [packed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    rolldownOptions: { input: { console: path.join(here, 'index.html'), portal: path.join(here, 'portal/index.html') } },
  },
  server: { proxy: { '/api': API, '/openapi.json': API, '/docs': API } },
});
