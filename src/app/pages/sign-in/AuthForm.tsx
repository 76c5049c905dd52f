import { CircleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/Button.tsx';

export interface AuthFormProps {
  title: string;
  text?: ReactNode;
  /** Why somebody stands here; nothing went wrong by their doing. */
  notice?: string | undefined;
  problem?: string | null | undefined;
  isBusy?: boolean;
  /** The main button; left out: there is nothing to send. */
  submit?: { label: string; busyLabel: string; run: () => Promise<void> };
  /** The fields. */
  children?: ReactNode;
  /** Under the button. */
  after?: ReactNode;
}

/** A page's one form: heading, fields, in plain words what did not work, and the button. */
export function AuthForm(props: AuthFormProps) {
  const { title, text, notice, problem, isBusy = false, submit, children, after } = props;
  const titleId = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit?.run();
  };
  return (
    <form
      noValidate
      aria-labelledby={titleId}
      onSubmit={send}
      className="mx-auto grid w-full max-w-96 gap-4 pt-6 pb-8 min-[901px]:my-auto min-[901px]:max-w-84 min-[901px]:pt-8 min-[901px]:pb-12"
    >
      <div>
        <h1 id={titleId} className="text-2xl font-heavy tracking-(--tracking-display)">
          {title}
        </h1>
        {text ? <div className="mt-1 text-muted">{text}</div> : null}
      </div>
      {notice ? (
        <p role="status" className="rounded-card bg-warning-soft p-3 text-small text-warning-text">
          {notice}
        </p>
      ) : null}
      {children}
      {problem ? (
        <p
          role="alert"
          className="flex gap-2 rounded-card bg-danger-soft p-3 text-small text-danger-text"
        >
          <CircleAlert className="mt-px" aria-hidden="true" />
          {problem}
        </p>
      ) : null}
      {submit ? (
        <Button
          type="submit"
          variant="primary"
          isFull
          aria-busy={isBusy}
          className="h-12 desk:h-10"
        >
          {isBusy ? submit.busyLabel : submit.label}
        </Button>
      ) : null}
      {after}
    </form>
  );
}
