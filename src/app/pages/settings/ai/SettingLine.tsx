import type { ReactNode } from 'react';

export interface SettingLineProps {
  name: ReactNode;
  /** The id of the second line, for what is described by it. */
  textId?: string;
  text: ReactNode;
  /** At the end: a switch, a button. */
  children?: ReactNode;
}

/** One setting of a list: its name, a second line, and what changes it. */
export function SettingLine({ name, textId, text, children }: SettingLineProps) {
  return (
    <div className="flex min-h-12 items-center gap-3 py-1.5">
      <div className="min-w-0 flex-1">
        <div className="font-medium">{name}</div>
        <div id={textId} className="text-small text-muted">
          {text}
        </div>
      </div>
      {children}
    </div>
  );
}
