import { clean as adapter } from '../_shared/adapters/clean.ts';
import { compose } from '../_shared/compose/wires.ts';
import { handler } from './handler.ts';

declare const Deno: { serve: (handle: () => Response) => void };

compose();
Deno.serve(() => handler(adapter('row')));
