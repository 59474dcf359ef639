import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// The dev server asks the same paths of a Wutong (or of dev/stub.mjs) as the built console does.
const city = process.env['WUTONG'] ?? 'http://127.0.0.1:8091';
const paths = ['/api', '/ngsi-ld', '/events', '/map/', '/health', '/openapi'];

export default defineConfig({
  base: '/console/',
  plugins: [vue()],
  // MapLibre starts its worker as a module.
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  build: {
    target: 'es2022',
    // MapLibre alone is larger than the default limit; it is loaded with the map page only.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: Object.fromEntries(paths.map((path) => [path, { target: city, changeOrigin: true, headers: { origin: city } }])),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
