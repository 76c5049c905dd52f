import { startProduct } from '../support/product.ts';

/** Playwright's global setup: the product as `npm start` brings it up, once for all tests. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const product = await startProduct({ withApp: true });
  process.env['E2E_APP_URL'] = product.appUrl;
  process.env['E2E_API_URL'] = product.apiUrl;
  process.env['E2E_SIM_URL'] = product.simUrl;
  return async () => {
    const code = await product.stop();
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.output()}`);
  };
}
