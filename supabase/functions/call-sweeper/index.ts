import { wire } from '../_shared/compose.ts';
import { createSweeperHandler } from './handler.ts';

Deno.serve(
  createSweeperHandler({
    ...wire('call-sweeper', (name) => Deno.env.get(name)),
    token: Deno.env.get('SWEEPER_TOKEN') ?? '',
  }),
);
