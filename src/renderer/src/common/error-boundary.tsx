/** Keeps an error of one part of the window there: a sentence, a button that copies the details, another try. */
import { Button } from 'antd';
import { Component, type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

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
  const [copied, setCopied] = useState(false);
  return (
    <div className="trouble" role="alert">
      <p>{words.trouble.sentence}</p>
      <div className="trouble-actions">
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(detailsOf(error)).then(() => setCopied(true));
          }}
        >
          {copied ? words.trouble.copied : words.trouble.copy}
        </Button>
        {onRetry && <Button onClick={onRetry}>{words.trouble.retry}</Button>}
      </div>
    </div>
  );
}

/**
 * Name, code and stack, and nothing that was read from a report: messages are left out, for they may quote it.
 */
export function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return `gouji: ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return [`gouji: ${error.name}${code}`, ...frames].join('\n');
}
