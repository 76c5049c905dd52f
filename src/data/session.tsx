import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { signInProblem, type SignInProblem } from './sign-in-problem.ts';
import { useSupabase } from './supabase-context.tsx';

export type Session =
  | { status: 'loading' }
  | { status: 'signed_out'; reason: 'never' | 'left' | 'expired' }
  | {
      status: 'signed_in';
      userId: string;
      email: string;
      /** As given at the sign-up; may be empty. */
      name: string;
    };

export type SignInResult = { ok: true } | { ok: false; problem: SignInProblem };

interface SessionActions {
  /** Signs in with a password; what goes wrong is a value, not an exception. */
  signIn: (email: string, password: string) => Promise<SignInResult>;
  /** Signs this browser out and forgets everything that it had loaded. */
  signOut: () => Promise<void>;
}

const SessionContext = createContext<(SessionActions & { session: Session }) | null>(null);

/** Follows Supabase's auth: who is signed in, and why nobody is. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const [session, setSession] = useState<Session>({ status: 'loading' });
  const isLeaving = useRef(false);

  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((_event, next) => {
      setSession((before) => nextSession(before, next?.user ?? null, isLeaving.current));
      if (!next) queryClient.clear();
    });
    return () => data.subscription.unsubscribe();
  }, [supabase, queryClient]);

  const signIn = useCallback(
    async (email: string, password: string): Promise<SignInResult> => {
      isLeaving.current = false;
      const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password });
      return error ? { ok: false, problem: signInProblem(error) } : { ok: true };
    },
    [supabase],
  );

  const signOut = useCallback(async () => {
    isLeaving.current = true;
    // `local`: works without network too, and leaves this person's other browsers signed in.
    await supabase.auth.signOut({ scope: 'local' });
  }, [supabase]);

  const value = useMemo(() => ({ session, signIn, signOut }), [session, signIn, signOut]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

interface SignedInUser {
  id: string;
  email?: string | undefined;
  user_metadata?: Record<string, unknown>;
}

function nextSession(before: Session, user: SignedInUser | null, isLeaving: boolean): Session {
  if (user) {
    const isSame = before.status === 'signed_in' && before.userId === user.id;
    if (isSame) return before;
    const name: unknown = user.user_metadata?.['display_name'];
    return {
      status: 'signed_in',
      userId: user.id,
      email: user.email ?? '',
      name: typeof name === 'string' ? name : '',
    };
  }
  if (before.status === 'signed_out') return before;
  if (before.status === 'loading') return { status: 'signed_out', reason: 'never' };
  return { status: 'signed_out', reason: isLeaving ? 'left' : 'expired' };
}

function useSessionContext() {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession needs a SessionProvider above it');
  return value;
}

/** Who is signed in on this browser. */
export function useSession(): Session {
  return useSessionContext().session;
}

/** Sign in and out. */
export function useSessionActions(): SessionActions {
  const { signIn, signOut } = useSessionContext();
  return useMemo(() => ({ signIn, signOut }), [signIn, signOut]);
}
