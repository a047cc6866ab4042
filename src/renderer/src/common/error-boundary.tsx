/** Keeps an error of one part of the window there: a sentence, a button that copies the details, another try. */
import { Button } from 'antd';
import { Component, type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbenchStore } from '../state/context.ts';
import { detailsOf, withDiagnosis } from './details.ts';

interface Props {
  readonly children: ReactNode;
  /** The part starts anew when this changes: another report is open. */
  readonly resetKey: string;
}

interface State {
  readonly error: unknown;
  readonly resetKey: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Trouble error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

export function Trouble({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const [copied, setCopied] = useState(false);
  return (
    <div className="trouble" role="alert">
      <p>{words.trouble.sentence}</p>
      <div className="trouble-actions">
        <Button
          onClick={() => {
            void withDiagnosis(detailsOf(error), store.getState().diagnosis())
              .then((details) => navigator.clipboard.writeText(details))
              .then(() => setCopied(true));
          }}
        >
          {copied ? words.trouble.copied : words.trouble.copy}
        </Button>
        {onRetry && <Button onClick={onRetry}>{words.trouble.retry}</Button>}
      </div>
    </div>
  );
}
