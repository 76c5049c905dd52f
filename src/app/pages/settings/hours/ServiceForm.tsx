import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import {
  type BookableService,
  type ServiceTechnician,
  useSaveService,
} from '@/data/services.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { LinesField } from '../ai/LinesField.tsx';
import { NumberField } from '../ai/NumberField.tsx';
import { hoursCopy } from './hours-copy.ts';
import { parsePrice, priceField } from './price.ts';
import { RemoveService } from './RemoveService.tsx';
import { TechniciansField } from './TechniciansField.tsx';

const { services: copy } = hoursCopy;

export interface ServiceFormProps {
  service: BookableService;
  isNew: boolean;
  technicians: readonly ServiceTechnician[];
  takenNames: readonly string[];
  onClose: () => void;
}

/** Everything about one service. Nothing typed is lost when it cannot be kept. */
export function ServiceForm({
  service,
  isNew,
  technicians,
  takenNames,
  onClose,
}: ServiceFormProps) {
  const save = useSaveService();
  const [draft, setDraft] = useState(service);
  const [price, setPrice] = useState(priceField(service.priceCents));
  const set = (changes: Partial<BookableService>) => setDraft((now) => ({ ...now, ...changes }));
  const priceCents = parsePrice(price);
  const name = draft.name.trim();
  const problems = {
    name: takenNames.includes(name) ? copy.nameTaken : undefined,
    duration: isDuration(draft.durationMinutes) ? undefined : copy.durationRange,
    price: Number.isNaN(priceCents) ? copy.priceRange : undefined,
  };
  const isComplete = name !== '' && Object.values(problems).every((one) => one === undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || save.isPending) return;
    const keywords = draft.keywords.map((word) => word.toLowerCase());
    save.mutate(
      { ...draft, name, keywords, priceCents },
      { onSuccess: onClose, onError: () => showToast({ text: hoursCopy.notSaved }) },
    );
  };

  return (
    <form onSubmit={submit} className="grid gap-4 pt-1 pb-4">
      <TextField
        label={copy.name}
        value={draft.name}
        maxLength={200}
        autoFocus={isNew}
        error={problems.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className="grid items-start gap-4 desk:grid-cols-2">
        <NumberField
          label={copy.duration}
          min={15}
          max={720}
          value={draft.durationMinutes}
          error={problems.duration}
          onChange={(durationMinutes) => set({ durationMinutes })}
        />
        <TextField
          label={copy.price}
          hint={copy.priceHint}
          inputMode="decimal"
          value={price}
          error={problems.price}
          onChange={(event) => setPrice(event.target.value)}
        />
      </div>
      <LinesField
        label={copy.keywords}
        hint={copy.keywordsHint}
        lines={draft.keywords}
        onChange={(keywords) => set({ keywords })}
      />
      <TechniciansField
        technicians={technicians}
        chosen={draft.technicianIds}
        onChange={(technicianIds) => set({ technicianIds })}
      />
      <span className="flex items-center gap-2.5">
        {copy.isOffered}
        <Switch
          label={copy.isOffered}
          isOn={draft.isActive}
          onChange={(isActive) => set({ isActive })}
        />
      </span>
      <div className="flex flex-wrap justify-end gap-2">
        {isNew ? null : <RemoveService service={service} onRemoved={onClose} />}
        <Button onClick={onClose}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" disabled={!isComplete} aria-busy={save.isPending}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}

function isDuration(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 15 && minutes <= 720;
}
