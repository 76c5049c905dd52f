import { CircleHelp, Clock3, Contact, Phone, UserPlus, UserRound } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Calling } from '@/calling/call-session.ts';
import { numberWords } from '@/calling/number-words.ts';
import { ownCard } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { presenceCopy } from '@/components/calling/presence-copy.ts';
import { shortcutCopy } from '@/components/calling/shortcut-copy.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import type { ClientRow } from '@/data/clients.queries.ts';
import { useFoundCalls, useFoundClients } from '@/data/palette.queries.ts';
import { type TeamMember, useTeam } from '@/data/team.queries.ts';
import { shortAgo } from '@/lib/dates.ts';
import { copyNow } from '@/lib/language.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { findNumbers } from '@core/find-numbers.ts';
import { HOME_PATH, mainPages, morePages } from '../layout/navigation.ts';
import { callActions } from './call-actions.ts';
import { paletteCopy as copy } from './palette-copy.ts';
import type { PaletteItem } from './palette-items.ts';
import { showOverlay } from './palette-store.ts';
import { recentItems } from './recent-items.ts';

type Go = (path: string) => void;

/**
 * Everything that the palette offers for what is typed. What this browser knows is there at once; what
 * the server finds is added when it comes.
 *
 * @param typed as it stands in the field
 * @param asked as it stood when typing paused
 */
export function usePaletteItems(typed: string, asked: string): PaletteItem[] {
  const calling = useCalling();
  const navigate = useNavigate();
  const own = useCallingState((state) => state.own);
  const card = useCallingState(ownCard);
  const me = useCallingState((state) => state.me);
  const team = useTeam().data;
  const clients = useFoundClients(asked).data;
  const calls = useFoundCalls(asked).data;
  return useMemo(() => {
    const go: Go = (path) => void navigate(path);
    const isSearch = typed.trim() !== '';
    const colleagues = (team ?? []).filter(({ memberId }) => memberId !== me?.id);
    return [
      ...(isSearch || !me ? [] : recents(me.id, go)),
      ...numberItems(typed, calling),
      ...callActions(calling, own, card, colleagues),
      ...actionItems(calling, go),
      ...(isSearch ? (clients ?? []).flatMap((client) => clientItems(client, calling, go)) : []),
      ...colleagues.map((member) => colleague(member, go)),
      ...(isSearch ? (calls ?? []).map((call) => callItem(call, go)) : []),
      ...pageItems(go),
    ];
  }, [typed, calling, navigate, own, card, me, team, clients, calls]);
}

function recents(memberId: string, go: Go): PaletteItem[] {
  return recentItems(memberId).map(({ id, title, path }) => ({
    id: `recent-${id}`,
    group: 'recent',
    title,
    icon: Clock3,
    path,
    run: () => go(path),
  }));
}

function numberItems(typed: string, calling: Calling): PaletteItem[] {
  const number = findNumbers(typed.trim()).find((piece) => piece.number)?.number;
  if (!number) return [];
  const name = displayNumber(number);
  return [
    {
      id: 'number',
      group: 'call',
      title: copy.callNamed(name),
      icon: Phone,
      isFound: true,
      run: () => void calling.dial({ to: number, name }),
    },
  ];
}

function actionItems(calling: Calling, go: Go): PaletteItem[] {
  const action = (id: string, title: string, icon: PaletteItem['icon'], run: () => void) => ({
    id,
    group: 'actions' as const,
    title,
    icon,
    run,
  });
  return [
    action('new-call', copy.newCall, Phone, () => calling.openDialog()),
    action('new-client', copy.newClient, UserPlus, () => go('/clients?new')),
    action('shortcuts', shortcutCopy.title, CircleHelp, () => showOverlay('help')),
  ];
}

function clientItems(client: ClientRow, calling: Calling, go: Go): PaletteItem[] {
  const phone = client.phones[0];
  const path = `/clients/${client.id}`;
  const page: PaletteItem = {
    id: `client-${client.id}`,
    group: 'clients',
    title: client.name,
    ...(client.company ? { detail: client.company } : {}),
    icon: Contact,
    isFound: true,
    path,
    run: () => go(path),
  };
  if (!phone) return [page];
  const call: PaletteItem = {
    id: `call-${client.id}`,
    group: 'call',
    title: copy.callNamed(client.name),
    detail: displayNumber(phone.phoneNumber),
    icon: Phone,
    isFound: true,
    run: () => void calling.dial({ to: phone.phoneNumber, name: client.name, clientId: client.id }),
  };
  return [call, page];
}

function colleague(member: TeamMember, go: Go): PaletteItem {
  const path = `${HOME_PATH}?person=${member.memberId}`;
  return {
    id: `member-${member.memberId}`,
    group: 'colleagues',
    title: copy.callsOf(member.displayName),
    detail: copyNow(presenceCopy).presence[member.presence],
    icon: UserRound,
    path,
    run: () => go(path),
  };
}

function callItem(call: CallRow, go: Go): PaletteItem {
  const path = `/calls/${call.id}`;
  return {
    id: `history-${call.id}`,
    group: 'calls',
    title: call.client?.name ?? numberWords(outsideNumber(call)),
    detail: [shortAgo(call.startedAt, Date.now()), call.agent?.name].filter(Boolean).join(', '),
    icon: Clock3,
    isFound: true,
    path,
    run: () => go(path),
  };
}

function pageItems(go: Go): PaletteItem[] {
  return [...mainPages, ...morePages].map(({ path, name, icon }) => ({
    id: path,
    group: 'pages',
    title: name,
    icon,
    path,
    run: () => go(path),
  }));
}
