import { liveCopy, type Translated } from '@/lib/live-copy.ts';
const en = {
  title: 'Messages',
  emptyTitle: 'No text messages here yet',
  empty:
    'Texts that clients send to your business numbers will come together here, one conversation per client. Sending and receiving texts is not switched on for this business yet. Calls and notes stand on each client’s page.',
  clients: 'Clients',
} as const;

const fr: Translated<typeof en> = {
  title: 'Messages',
  emptyTitle: 'Aucun message texte ici pour l’instant',
  empty:
    'Les textos que les clients envoient à vos numéros arriveront ici, une conversation par client. L’envoi et la réception de textos ne sont pas encore activés pour cette entreprise. Les appels et les notes sont sur la page de chaque client.',
  clients: 'Clients',
};

/** The texts of the messages page. */
export const messagesCopy = liveCopy({ en, fr });
