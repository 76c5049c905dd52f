/** The texts of the calendar. */
export const calendarCopy = {
  title: 'Calendar',
  previous: 'Week before',
  next: 'Week after',
  today: 'Today',
  week: (from: string, to: string) => `${from} to ${to}`,
  show: 'Technician',
  everybody: 'Everybody',
  with: (name: string) => `with ${name}`,
  loading: 'Loading the visits',
  none: 'No visits',
  emptyWeek: 'No visit is booked in this week.',
  failed: 'The visits could not be loaded.',
  retry: 'Try again',
  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  status: {
    confirmed: 'Confirmed',
    unconfirmed: 'Not confirmed',
    cancelled: 'Cancelled',
    done: 'Done',
  },
} as const;
