import {
  Calendar,
  ChartNoAxesColumn,
  Headset,
  type LucideIcon,
  MessageSquare,
  Settings2,
  UsersRound,
} from 'lucide-react';
import { appCopy } from '../copy.ts';

export interface NavigationItem {
  path: string;
  /** The accessible name everywhere, and the visible one in the sidebar. */
  name: string;
  icon: LucideIcon;
}

export const HOME_PATH = '/connect-center';

const { nav } = appCopy;

/** The pages that have a place of their own on a phone. */
export const mainPages: readonly NavigationItem[] = [
  { path: HOME_PATH, name: nav.connectCenter, icon: Headset },
  { path: '/clients', name: nav.clients, icon: UsersRound },
  { path: '/messages', name: nav.messages, icon: MessageSquare },
  { path: '/calendar', name: nav.calendar, icon: Calendar },
];

/** The pages that stand under More on a phone. */
export const morePages: readonly NavigationItem[] = [
  { path: '/analytics', name: nav.analytics, icon: ChartNoAxesColumn },
  { path: '/settings', name: nav.settings, icon: Settings2 },
];
