import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useCopy } from '@/lib/language.ts';
import { accountCopy } from './account-copy.ts';

export interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A password that exists, or one that is chosen now: browsers offer to fill in or to keep it. */
  isNew?: boolean;
  hint?: string;
  error?: string | undefined;
  aside?: ReactNode;
}

/** A password, with a button that shows its characters. */
export function PasswordField(props: PasswordFieldProps) {
  const copy = useCopy(accountCopy).fields;
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      label={props.label}
      type={isShown ? 'text' : 'password'}
      name="password"
      autoComplete={props.isNew ? 'new-password' : 'current-password'}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      error={props.error}
      hint={props.hint}
      aside={props.aside}
      frameClassName="desk:min-h-10"
      trailing={
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={isShown ? copy.hide : copy.show}
          onClick={() => setIsShown(!isShown)}
          className="-mr-1.5"
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </Button>
      }
    />
  );
}
