import { createContext, type ReactNode, useContext } from 'react';
import type { Env } from '@/config/env.ts';

const EnvContext = createContext<Env | null>(null);

export function EnvProvider({ env, children }: { env: Env; children: ReactNode }) {
  return <EnvContext value={env}>{children}</EnvContext>;
}

/** The values that this build was made with. */
export function useEnv(): Env {
  const env = useContext(EnvContext);
  if (!env) throw new Error('useEnv needs an EnvProvider above it');
  return env;
}
