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

// Names are read when they are drawn: the language may have changed since this was loaded.

/** The pages that have a place of their own on a phone. */
export const mainPages: readonly NavigationItem[] = [
  {
    path: HOME_PATH,
    get name() {
      return nav.connectCenter;
    },
    icon: Headset,
  },
  {
    path: '/clients',
    get name() {
      return nav.clients;
    },
    icon: UsersRound,
  },
  {
    path: '/messages',
    get name() {
      return nav.messages;
    },
    icon: MessageSquare,
  },
  {
    path: '/calendar',
    get name() {
      return nav.calendar;
    },
    icon: Calendar,
  },
];

/** The pages that stand under More on a phone. */
export const morePages: readonly NavigationItem[] = [
  {
    path: '/analytics',
    get name() {
      return nav.analytics;
    },
    icon: ChartNoAxesColumn,
  },
  {
    path: '/settings',
    get name() {
      return nav.settings;
    },
    icon: Settings2,
  },
];
