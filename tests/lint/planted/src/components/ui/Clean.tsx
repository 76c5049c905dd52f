import { Switch } from 'radix-ui';
import { clean } from '@/lib/clean.ts';

export const Clean = () => <Switch.Root className={clean} />;
