import type { PhoneNumber } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberSetupAnswer } from '@core/contracts/number-setup.ts';
import { displayNumber } from '@core/e164.ts';
import { useEnv } from '../../../env-context.tsx';
import { Group } from '../ai/Group.tsx';
import { numbersCopy } from './numbers-copy.ts';
import { Facts } from './wizard/Facts.tsx';

export interface TelnyxSectionProps {
  lines: readonly PhoneNumber[] | undefined;
  /** Null until it is known, and for agents, who may not see it. */
  answer: NumberSetupAnswer | null;
}

/** The business's own place at Telnyx; what it has not of its own is the installation's. */
export function TelnyxSection({ lines, answer }: TelnyxSectionProps) {
  const copy = useCopy(numbersCopy).telnyx;
  const { telnyx } = useEnv();
  const first = lines?.find(({ isDefault }) => isDefault);
  const resources = answer?.resources;
  const connectionId =
    resources?.call_control_application_id ?? first?.connectionId ?? telnyx.connectionId;
  const number = first?.phoneNumber ?? telnyx.defaultFromNumber;
  // The build's number is somebody else's where a business has none.
  const defaultNumber = lines?.length === 0 ? copy.noNumber : displayNumber(number);
  return (
    <Group id="telnyx" title={copy.title} text={copy.text}>
      <Facts
        facts={[
          [copy.connectionId, connectionId],
          [copy.defaultNumber, defaultNumber],
          [copy.signalling, telnyx.rtcHost ?? copy.telnyxItself],
          [copy.webhook, answer?.webhook_url ?? null],
          [copy.voiceProfile, resources?.outbound_voice_profile_id ?? null],
          [copy.credentials, resources?.credential_connection_id ?? null],
          [copy.messaging, resources?.messaging_profile_id ?? null],
        ]}
      />
    </Group>
  );
}
