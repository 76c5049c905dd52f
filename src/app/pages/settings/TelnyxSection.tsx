import { displayNumber } from '@core/e164.ts';
import { useEnv } from '../../env-context.tsx';
import { settingsCopy } from './copy.ts';

const { telnyx: copy, sections } = settingsCopy;

/** Which connection and number this build was made with. */
export function TelnyxSection() {
  const { telnyx } = useEnv();
  const values = [
    [copy.connectionId, telnyx.connectionId],
    [copy.defaultNumber, displayNumber(telnyx.defaultFromNumber)],
    [copy.signalling, telnyx.rtcHost ?? copy.telnyxItself],
  ] as const;
  return (
    <section
      id="telnyx"
      aria-labelledby="telnyx-title"
      className="scroll-mt-16 border-b border-line py-6"
    >
      <h2 id="telnyx-title" className="text-lg tracking-(--tracking-tight)">
        {sections.telnyx}
      </h2>
      <p className="text-muted">{copy.text}</p>
      <dl className="mt-4 grid gap-x-4 gap-y-2.5 desk:grid-cols-[10rem_minmax(0,1fr)]">
        {values.map(([name, value]) => (
          <div key={name} className="desk:contents">
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
