import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    // A preload helper written into the page would be an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    // Small files as data: addresses would need `data:` in font-src and img-src.
    assetsInlineLimit: 0,
    target: 'es2023',
  },
  server: {
    proxy: { '/v1': { target: process.env['KERVAN_URL'] ?? 'http://127.0.0.1:3000' } },
  },
});
