import type { Availability } from '@/calling/ports.ts';
import { availabilityCopy } from '@/components/calling/availability-copy.ts';
import { useAvailability } from '@/components/calling/use-availability.ts';
import { MenuChoice } from '@/components/ui/Menu.tsx';
import { useCopy } from '@/lib/language.ts';

const CHOICES: readonly Availability[] = ['available', 'away', 'do_not_disturb'];

/** Whether calls ring for this person, inside a menu. */
export function AvailabilityMenu() {
  const copy = useCopy(availabilityCopy);
  const { availability, change } = useAvailability();
  return (
    <MenuChoice
      label={copy.title}
      value={availability}
      options={CHOICES.map((value) => ({ value, label: copy.choices[value] }))}
      onChange={change}
    />
  );
}
