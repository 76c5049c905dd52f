import { QueryClient } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Clean } from '@/components/calling/Clean.tsx';
import { url } from '@/config/clean.ts';

export const client = new QueryClient();
export const App = () => (
  <BrowserRouter basename={url}>
    <Clean />
  </BrowserRouter>
);
