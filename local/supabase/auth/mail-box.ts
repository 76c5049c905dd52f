import { randomUUID } from 'node:crypto';

/** What a one-time link is for, in GoTrue's words. */
export type LinkType = 'signup' | 'invite' | 'recovery' | 'magiclink';

/** A mail that would have left a hosted project. */
export interface CaughtMail {
  id: string;
  at: string;
  to: string;
  type: LinkType;
  subject: string;
  html: string;
  /** Where the mail's link leads. */
  link: string;
}

/** Catches the mails of the local stack; nothing leaves this machine. */
export interface MailBox {
  /** Newest first. */
  list(): readonly CaughtMail[];
  deliver(mail: Omit<CaughtMail, 'id' | 'at'>): void;
  empty(): void;
}

const mostMails = 200;

export function createMailBox(): MailBox {
  let mails: CaughtMail[] = [];
  return {
    list: () => mails,
    deliver(mail) {
      const caught = { id: randomUUID(), at: new Date().toISOString(), ...mail };
      mails = [caught, ...mails].slice(0, mostMails);
    },
    empty() {
      mails = [];
    },
  };
}
