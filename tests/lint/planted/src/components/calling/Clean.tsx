import { useShallow } from 'zustand/react/shallow';
import { clean as fold } from '@core/clean.ts';
import { useClean } from '@/calling/use-clean.ts';
import { clean as data } from '@/data/clean.ts';
import { Clean as Base } from '../ui/Clean.tsx';

export const Clean = () => (
  <div title={fold(0) + useClean() + String(data(null, null).queryKey[0])}>
    <Base />
  </div>
);

export const shallow = useShallow;
