import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// CMake builds a copy of this folder and says where to; by hand it is ui/dist.
const server = process.env.LUZE_SERVER ?? 'http://127.0.0.1:8090'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: process.env.LUZE_UI_DIST ?? 'dist',
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    assetsInlineLimit: 0, // the policy allows no data: addresses
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(@vue|vue|vue-router)\//.test(id) ? 'vue' : undefined),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/public', '/static'].map((path) => [
        path,
        {
          target: server,
          changeOrigin: true,
          // The server takes nothing from another origin than its own.
          configure: (proxy) =>
            proxy.on('proxyReq', (sent) => sent.getHeader('origin') && sent.setHeader('origin', server)),
        },
      ]),
    ),
  },
})
