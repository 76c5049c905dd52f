import { type Product, startProduct } from '../support/product.ts';
import { addressName, STACKS } from './support/stack-env.ts';

/** Playwright's global setup: the product as `npm start` brings it up, once for each worker. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const products: Product[] = [];
  for (let worker = 0; worker < STACKS; worker += 1) {
    const product = await startProduct({ withApp: true });
    products.push(product);
    process.env[addressName('APP', worker)] = product.appUrl;
    process.env[addressName('API', worker)] = product.apiUrl;
    process.env[addressName('SIM', worker)] = product.simUrl;
  }
  return async () => {
    const codes = await Promise.all(products.map((product) => product.stop()));
    const failed = codes.findIndex((code) => code !== 0);
    if (failed >= 0) {
      throw new Error(`A product ended with ${codes[failed]}:\n${products[failed]?.output()}`);
    }
  };
}
