import './support/clean.ts';
import '@supabase/supabase-js';
import '@telnyx/webrtc';
import '../local/start.ts';
import '../src/main.tsx';
import '../supabase/functions/_shared/adapters/clean.ts';

export const atMs = Date.now();
