/** The texts of the analytics page. */
export const analyticsCopy = {
  title: 'Analytics',
  period: {
    label: 'Period',
    options: { day: 'Today', week: '7 days', month: '30 days' },
  },
  loading: 'Counting calls',
  failed: 'The calls could not be counted.',
  retry: 'Try again',
  partial:
    'There were more than 10,000 calls. Only the newest are counted, so the first days are short.',
  empty: 'No finished calls in this period. Figures appear with the first one.',
  figures: {
    label: 'At a glance',
    calls: 'Calls in',
    answered: 'Answered',
    wait: 'Median wait',
    missed: 'Missed',
    out: 'Calls out',
    none: '–',
  },
  chart: {
    title: 'Answer rate',
    finding: (rate: string, missed: number) =>
      missed === 0
        ? 'Everybody who called reached somebody.'
        : `${rate} of calls in reached somebody, ${missed} did not.`,
    noCalls: 'Nobody called in.',
    answered: 'Answered',
    missed: 'Missed',
    bar: (day: string, answered: number, missed: number) =>
      `${day}: ${answered} answered, ${missed} missed`,
  },
  table: {
    label: 'Calls in by line',
    line: 'Line',
    calls: 'Calls',
    answered: 'Answered',
    missed: 'Missed',
    rate: 'Rate',
    all: 'All',
    noLine: 'Number given up',
  },
} as const;
