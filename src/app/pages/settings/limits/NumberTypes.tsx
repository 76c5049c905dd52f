import { Switch } from '@/components/ui/Switch.tsx';
import { useCopy } from '@/lib/language.ts';
import { NUMBER_TYPES, type NumberType } from '@core/contracts/limits.ts';
import { SettingLine } from '../ai/SettingLine.tsx';
import { limitsCopy, type LimitsCopy } from './limits-copy.ts';

type ChosenType = keyof LimitsCopy['types']['names'];

/** Kinds that a business may switch on or off; the plain ones are always on. */
export function NumberTypes(props: {
  types: readonly NumberType[];
  canChange: boolean;
  onChange: (types: NumberType[]) => void;
}) {
  const copy = useCopy(limitsCopy).types;
  const names = Object.keys(copy.names) as ChosenType[];
  return names.map((type) => {
    const isOn = props.types.includes(type);
    return (
      <SettingLine key={type} name={copy.names[type]} text={copy.texts[type]}>
        <Switch
          label={copy.names[type]}
          isOn={isOn}
          disabled={!props.canChange}
          onChange={() =>
            props.onChange(
              NUMBER_TYPES.filter((one) => (one === type ? !isOn : props.types.includes(one))),
            )
          }
        />
      </SettingLine>
    );
  });
}
