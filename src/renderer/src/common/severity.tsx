/** Severity as shape and word, never by colour alone: a filled square, a triangle, a ring. */
import type { Severity } from '../../../shared/rules/finding.ts';
import { useWords } from '../i18n/use-words.ts';

const shapes: Readonly<Record<Severity, string>> = {
  error:
    'M2.6 1.4h6.8a1.2 1.2 0 0 1 1.2 1.2v6.8a1.2 1.2 0 0 1-1.2 1.2H2.6a1.2 1.2 0 0 1-1.2-1.2V2.6a1.2 1.2 0 0 1 1.2-1.2z',
  warning: 'M6 1.2 11.3 10.6H.7z',
  info: 'M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6z',
};

/** The shape alone; the word must stand beside it or in a label. */
export function SeverityShape({ severity }: { readonly severity: Severity }) {
  return (
    <svg className={`severity-shape ${severity}`} viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      <path d={shapes[severity]} />
    </svg>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const words = useWords();
  return (
    <span className={`severity-badge ${severity}`}>
      <SeverityShape severity={severity} />
      {words.severity[severity]}
    </span>
  );
}
