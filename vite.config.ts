import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      '@core': path('./supabase/functions/_shared/core'),
      '@database-types': path('./supabase/functions/_shared/database.types.ts'),
      '@': path('./src'),
    },
  },
  server: { host: '127.0.0.1', strictPort: true },
  preview: { host: '127.0.0.1', strictPort: true },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        // What changes rarely stays in the browser's cache over releases. The call SDK and the number
        // metadata are reached by dynamic import only: named here so that no shared chunk pulls them in.
        codeSplitting: {
          groups: [
            { name: 'telnyx', test: /node_modules[\\/]@telnyx/ },
            { name: 'phone-numbers', test: /node_modules[\\/]libphonenumber-js/ },
            { name: 'supabase', test: /node_modules[\\/]@supabase/ },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/,
            },
          ],
        },
      },
    },
  },
});
