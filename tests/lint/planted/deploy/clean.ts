import postgres from 'postgres';
import { clean as supabase } from '../local/supabase/clean.ts';

export const clean = [postgres, supabase];
console.log(clean);
