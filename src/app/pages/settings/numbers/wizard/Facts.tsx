import { Fragment } from 'react';

export interface FactsProps {
  /** Name and value; those without a value are left out. */
  facts: readonly (readonly [name: string, value: string | null])[];
}

/** Names with their values beside them. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid gap-x-4 gap-y-0.5 desk:grid-cols-[11rem_minmax(0,1fr)] desk:gap-y-2">
      {facts.map(([name, value]) =>
        value ? (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium wrap-anywhere max-desk:mb-2">{value}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}
