import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { appCopy } from '../copy.ts';
import { HOME_PATH } from './navigation.ts';

interface Props {
  /** The address of the page: going elsewhere clears the fault. */
  place: string;
  children: ReactNode;
}

interface State {
  hasFailed: boolean;
  place: string;
}

/** Keeps a broken page from taking the frame, and a running call, with it. */
export class PageErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, place: this.props.place };

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { hasFailed: false, place };
  }

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { error } = appCopy;
    return (
      <div role="alert" className="pt-[16vh]">
        <h1 className="sr-only">{error.title}</h1>
        <EmptyState
          icon={<TriangleAlert />}
          title={error.title}
          text={error.text}
          action={
            <>
              <Button variant="primary" onClick={() => window.location.reload()}>
                {error.reload}
              </Button>
              <Link to={HOME_PATH} className={buttonStyle({ variant: 'quiet' })}>
                {error.home}
              </Link>
            </>
          }
        />
      </div>
    );
  }
}
