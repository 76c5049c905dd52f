import { Languages, MapPin, Phone } from 'lucide-react';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { PhoneLink } from '@/components/calling/PhoneLink.tsx';
import { Avatar } from '@/components/ui/Avatar.tsx';
import type { Client } from '@/data/client.queries.ts';
import { languageName } from './ClientDetails.tsx';
import { clientCopy as copy } from './copy.ts';

/** Who it is, at a glance, and the call. */
export function ClientHeader({ client }: { client: Client }) {
  const [main] = client.phones;
  const language = languageName(client.preferredLanguage);
  return (
    <div className="flex flex-wrap items-start gap-4 px-4 py-5 desk:flex-nowrap desk:px-6 desk:pt-6">
      <Avatar name={client.name} size="xl" />
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-xl font-heavy tracking-(--tracking-display) break-words">
          {client.name}
        </h1>
        <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted [&_.lucide]:size-3.5 [&_.lucide]:text-faint [&>span]:inline-flex [&>span]:items-center [&>span]:gap-1.5">
          {client.address ? (
            <span>
              <MapPin aria-hidden="true" />
              {client.address}
            </span>
          ) : null}
          <span>
            <Phone aria-hidden="true" />
            {main ? (
              <PhoneLink number={main.phoneNumber} name={client.name} clientId={client.id} />
            ) : (
              copy.noNumber
            )}
          </span>
          {language ? (
            <span>
              <Languages aria-hidden="true" />
              {language}
            </span>
          ) : null}
        </div>
      </div>
      {main ? (
        <div className="flex w-full desk:w-auto [&>*]:flex-1">
          <CallButton
            phoneNumber={main.phoneNumber}
            name={client.name}
            clientId={client.id}
            appearance="primary"
            label={copy.call(client.name)}
          />
        </div>
      ) : null}
    </div>
  );
}
