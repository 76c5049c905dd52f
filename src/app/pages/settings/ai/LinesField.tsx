import { useState } from 'react';
import { TextArea } from './TextArea.tsx';

export interface LinesFieldProps {
  label: string;
  hint: string;
  lines: readonly string[];
  error?: string | undefined;
  onChange: (lines: string[]) => void;
}

/** A list of short texts, one per line. Empty lines stay while they are typed and count for nothing. */
export function LinesField({ label, hint, lines, error, onChange }: LinesFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isCurrent = typed !== null && parsed(typed).join('\n') === lines.join('\n');
  return (
    <TextArea
      label={label}
      hint={hint}
      error={error}
      rows={3}
      value={isCurrent ? typed : lines.join('\n')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(parsed(event.target.value));
      }}
    />
  );
}

function parsed(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
