import { clean as supabase } from './supabase/clean.ts';
import { clean as telnyx } from './telnyx/clean.ts';

console.log(supabase, telnyx);
