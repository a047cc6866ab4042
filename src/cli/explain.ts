/// <reference types="vite/client" />
/**
 * `--explain RULE`: the rule's severity, the official text that asks for it, and an example that fails and one
 * that passes, made from the rule's own cases by checking them.
 */
import { type SourceDocument, slotsOf } from '../shared/document/document.ts';
import { isDocxLocation, type Location } from '../shared/document/location.ts';
import { readReport } from '../shared/report/index.ts';
import { ruleBook } from '../shared/rules/built-in.ts';
import { caseDocument, documentOfCase } from '../shared/rules/case-report.ts';
import type { Finding, Language } from '../shared/rules/finding.ts';
import type { RulePack } from '../shared/rules/pack.ts';
import type { RuleCase } from '../shared/rules/rule-case.ts';
import { runRules } from '../shared/rules/run-rules.ts';
import { checkTogether, digestOf } from '../shared/rules/together/index.ts';
import type { TogetherCase } from '../shared/rules/together/together-case.ts';

type AnyCase = RuleCase | TogetherCase;

const casesOfRules = import.meta.glob<{ cases: readonly AnyCase[] }>('../shared/rules/**/*.cases.ts');

const words = {
  'zh-CN': {
    severity: { error: '错误', warning: '警告', info: '提示', off: '已关闭' },
    basis: '依据',
    fails: '不符合的例子',
    passes: '符合的例子',
    none: '（没有问题）',
    others: '同批还有',
  },
  en: {
    severity: { error: 'error', warning: 'warning', info: 'info', off: 'off' },
    basis: 'Basis',
    fails: 'Fails',
    passes: 'Passes',
    none: '(nothing found)',
    others: 'with it in the run',
  },
} as const;

/** The explanation, or null where there is no rule of that name; `packs` are the user's own. */
export async function explain(id: string, language: Language, packs: readonly RulePack[]): Promise<string | null> {
  const book = ruleBook(packs);
  const text = book.rules[id];
  if (!text) return null;
  const say = words[language];
  const lines = [`${id}  [${say.severity[text.severity]}]`, '', `${say.basis}  ${text.basis[language]}`];
  const file = Object.keys(casesOfRules).find((path) => path.endsWith(`/${id}.cases.ts`));
  const load = file === undefined ? undefined : casesOfRules[file];
  const { cases } = load ? await load() : { cases: [] };
  const failing = cases.find((one) => one.findings.length > 0);
  const passing = cases.find((one) => one.findings.length === 0);
  const shown = failing ? check(failing, id) : null;
  if (shown) {
    lines.push('', say.fails, ...excerpt(shown.document, shown.findings[0]));
    for (const finding of shown.findings) lines.push(`  → ${finding.message[language]}`);
  }
  if (passing) {
    const { document } = check(passing, id);
    lines.push('', say.passes, ...excerpt(document, shown?.findings[0]), `  → ${say.none}`);
  }
  return `${lines.join('\n')}\n`;
}

function check(one: AnyCase, id: string): { document: SourceDocument; findings: readonly Finding[] } {
  const book = ruleBook();
  const document = documentOfCase(one, book.forms);
  const found =
    'with' in one
      ? (checkTogether(
          [...one.with, one.report].map((report) =>
            digestOf(readReport(caseDocument(report, book.forms), book.forms), book),
          ),
          book,
        ).at(-1)?.findings ?? [])
      : runRules(readReport(document, book.forms), book).findings;
  return { document, findings: found.filter((finding) => finding.rule === id) };
}

/** The lines of the report where it happens: paragraphs, table rows; for something missing, the headings there are. */
function excerpt(document: SourceDocument, finding: Finding | undefined): string[] {
  if (finding?.gap) {
    const titles = readReport(document, ruleBook().forms).sections.map((section) => section.title);
    return [`  ${titles.join(' / ')}`];
  }
  return [...new Set((finding?.places ?? []).map((place) => lineAt(document, place)))];
}

function lineAt(document: SourceDocument, location: Location): string {
  const block = isDocxLocation(location) ? document.blocks[location.block] : undefined;
  if (!block || !isDocxLocation(location)) return '';
  if (block.kind === 'paragraph') return `  ${block.text}`;
  const cells = [...new Set(slotsOf(block)[location.row ?? 0] ?? [])].map((cell) => cell?.text || '□');
  const label = cells.findIndex((text, index) => text !== cells[index + 1]);
  return `  ${cells.slice(label).join(' | ')}`;
}
