import { store } from '../calling/clean.ts';
import { clean as data } from '../data/clean.ts';

export const clean = [store, data];
