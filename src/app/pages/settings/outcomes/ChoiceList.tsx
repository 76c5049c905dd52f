import { type ReactNode, useId } from 'react';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** A second line: what it means. */
  text: string;
  /** Shown beneath while it is chosen. */
  details?: ReactNode;
}

export interface ChoiceListProps<Value extends string> {
  /** The name of the group. */
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  disabled: boolean;
  onChange: (value: Value) => void;
}

/** A few ways of which one is taken, each with a sentence; its details stand beneath it. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className="grid gap-1">
      {props.choices.map((choice) => {
        const isChosen = choice.value === props.value;
        const textId = `${name}-${choice.value}`;
        return (
          <div key={choice.value}>
            <label className="grid min-h-11 cursor-pointer grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 py-1.5">
              <input
                type="radio"
                name={name}
                checked={isChosen}
                disabled={props.disabled}
                aria-describedby={textId}
                onChange={() => props.onChange(choice.value)}
                className="mt-0.5 size-4 accent-(--accent)"
              />
              <span className="font-medium">{choice.label}</span>
              <span id={textId} className="col-start-2 text-small text-muted">
                {choice.text}
              </span>
            </label>
            {isChosen && choice.details ? (
              <div className="grid gap-3 pt-1 pb-3 pl-6.5">{choice.details}</div>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
