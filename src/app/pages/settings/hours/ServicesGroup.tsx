import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import {
  type BookableService,
  type ServiceTechnician,
  useServices,
  useServiceTechnicians,
} from '@/data/services.queries.ts';
import { Group } from '../ai/Group.tsx';
import { SettingLine } from '../ai/SettingLine.tsx';
import { hoursCopy } from './hours-copy.ts';
import { Loaded } from './Loaded.tsx';
import { priceWords } from './price.ts';
import { ServiceForm } from './ServiceForm.tsx';

const { services: copy } = hoursCopy;

const newService = (): BookableService => ({
  id: crypto.randomUUID(),
  name: '',
  keywords: [],
  durationMinutes: 60,
  priceCents: null,
  currency: 'CAD',
  isActive: true,
  technicianIds: [],
});

/** What can be booked: how long it takes, what it costs as listed, and who does it. */
export function ServicesGroup({ canChange }: { canChange: boolean }) {
  const services = useServices();
  const technicians = useServiceTechnicians().data ?? [];
  const [edited, setEdited] = useState<BookableService | null>(null);
  const close = () => setEdited(null);
  return (
    <Group title={copy.title} text={copy.text} isList>
      <Loaded query={services}>
        {(all) => {
          const form = edited ? (
            <ServiceForm
              key={edited.id}
              service={edited}
              isNew={!all.some(({ id }) => id === edited.id)}
              technicians={technicians}
              takenNames={all.filter(({ id }) => id !== edited.id).map(({ name }) => name)}
              onClose={close}
            />
          ) : null;
          const isAdding = edited !== null && !all.some(({ id }) => id === edited.id);
          return (
            <>
              {all.length === 0 ? <p className="py-2 text-muted">{copy.none}</p> : null}
              <ul className="divide-y divide-line">
                {all.map((service) => (
                  <li key={service.id}>
                    <SettingLine name={service.name} text={words(service, technicians)}>
                      {service.isActive ? null : <Chip>{copy.off}</Chip>}
                      {canChange ? (
                        <Button
                          variant="ghost"
                          size="sm"
                          aria-label={copy.editOf(service.name)}
                          aria-expanded={edited?.id === service.id}
                          onClick={() => setEdited(edited?.id === service.id ? null : service)}
                        >
                          {copy.edit}
                        </Button>
                      ) : null}
                    </SettingLine>
                    {edited?.id === service.id ? form : null}
                  </li>
                ))}
              </ul>
              {isAdding ? form : null}
              {canChange && !isAdding ? (
                <div className="mt-2">
                  <Button size="sm" onClick={() => setEdited(newService())}>
                    <Plus aria-hidden="true" />
                    {copy.add}
                  </Button>
                </div>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Group>
  );
}

function words(service: BookableService, technicians: readonly ServiceTechnician[]): string {
  const { durationMinutes, priceCents, currency, technicianIds } = service;
  const who = technicians.filter(({ id }) => technicianIds.includes(id)).map(({ name }) => name);
  return [
    copy.minutes(durationMinutes),
    priceCents === null ? copy.noPrice : priceWords(priceCents, currency),
    who.length > 0 ? who.join(' and ') : copy.everybody,
  ].join(', ');
}
