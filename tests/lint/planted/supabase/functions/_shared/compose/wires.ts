import { clean as adapter } from '../adapters/clean.ts';
import { clean as respond } from '../http/clean.ts';

export const compose = () => [adapter, respond];
