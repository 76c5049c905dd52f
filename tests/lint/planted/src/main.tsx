import { createClient } from '@supabase/supabase-js';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { softphone } from './calling/softphone/clean.ts';
import { url } from './config/clean.ts';
import { clean as data } from './data/clean.ts';

export const parts = [createClient(url, 'key'), createRoot, App, softphone, data];
