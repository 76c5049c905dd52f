/** The texts of the messages page. */
export const messagesCopy = {
  title: 'Messages',
  emptyTitle: 'No text messages here yet',
  empty:
    'Texts that clients send to your business numbers will come together here, one conversation per client. Sending and receiving texts is not switched on for this business yet. Calls and notes stand on each client’s page.',
  clients: 'Clients',
} as const;
