import '../tests/support/clean.ts';
import '../local/start.ts';
import '../supabase/functions/_shared/adapters/clean.ts';

console.log(new Date());
