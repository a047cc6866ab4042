/**
 * Every rule of the contract on whole generated reports: the fault is planted, the report written as DOCX, PDF and
 * TXT, and in each the rule must say so at the right place, and nothing else but stated consequences.
 */
import { describe, expect, it } from 'vitest';
import type { SectionId } from '../src/shared/form/ids.ts';
import { checkTogether } from '../src/shared/rules/together/index.ts';
import { type GenerateOptions, generateReport } from './generator/generate.ts';
import type { ReportModel } from './generator/model.ts';
import { toHandmadeDocx } from './generator/ooxml.ts';
import {
  balanceForgotten,
  cellBlank,
  cellNotACount,
  cellWords,
  feeUnmentioned,
  figureSlip,
  labelVaried,
  type Plant,
  type Planted,
  periodOfLastYear,
  sectionEmpty,
  sectionExtra,
  sectionMissing,
  sectionNumberWrong,
  sectionOrder,
  sectionTitle,
  tableMissing,
  textConflict,
  textPartWhole,
  textPercentage,
  textZeroClaim,
  titleWithoutUnit,
  topicMissing,
  unitDoubled,
} from './generator/plant.ts';
import {
  amountImprecise,
  carriedOverOtherwise,
  copiedFromLastYear,
  copiedFromOther,
  editionWrong,
  feeTooMuch,
  growthWrong,
  inForceOtherwise,
  itemCountOtherwise,
  numberSplit,
  type PlantedPair,
  rowMissing,
  sectionsMiscounted,
  wordDoubled,
} from './generator/plant-more.ts';
import { Random } from './generator/random.ts';
import { toPdf } from './generator/render-pdf.ts';
import { toTxt } from './generator/render-txt.ts';
import { truthOf } from './generator/truth.ts';
import { book, check, differences } from './support/compare.ts';

/** The rule ids of the contract, with their severities. */
const contract: Readonly<Record<string, 'error' | 'warning' | 'info'>> = {
  'structure.section-missing': 'error',
  'structure.section-order': 'error',
  'structure.section-title': 'warning',
  'structure.section-numbering': 'warning',
  'structure.section-empty': 'warning',
  'structure.section-extra': 'info',
  'structure.table-missing': 'error',
  'structure.table-shape': 'warning',
  'structure.label': 'warning',
  'structure.edition': 'error',
  'structure.title': 'warning',
  'structure.topics': 'warning',
  'cell.blank': 'warning',
  'cell.not-a-number': 'error',
  'cell.not-a-count': 'error',
  'cell.amount-precision': 'warning',
  'cell.split-number': 'warning',
  'requests.row-total': 'error',
  'requests.result-total': 'error',
  'requests.balance': 'error',
  'litigation.total': 'error',
  'continuity.carried-over': 'error',
  'continuity.in-force': 'warning',
  'continuity.item-count': 'warning',
  'text.table-conflict': 'error',
  'text.zero-claim': 'error',
  'text.part-whole': 'warning',
  'text.percentage': 'warning',
  'text.growth': 'warning',
  'text.period': 'warning',
  'text.self-description': 'warning',
  'text.unit-name': 'warning',
  'text.repetition': 'warning',
  'text.fee-statement': 'warning',
  'text.fee-amount': 'warning',
  'likeness.previous-year': 'warning',
  'likeness.other-unit': 'warning',
};

const formats = ['docx', 'pdf', 'txt'] as const;
type Format = (typeof formats)[number];

function write(model: ReportModel, format: Format): Uint8Array {
  switch (format) {
    case 'docx':
      return toHandmadeDocx(model);
    case 'pdf':
      return toPdf(model);
    case 'txt':
      return new TextEncoder().encode(toTxt(model, 'tab-lines'));
  }
}

interface Fault {
  /** null: the document as a whole; a list: one of them. */
  readonly section: SectionId | null | readonly SectionId[];
  readonly options?: Partial<GenerateOptions>;
  readonly plant: Plant;
}

/** A title that is not the unit's leaves the introduction to name it; not all generated ones do. */
function whereIntroduced(plant: Plant): Plant {
  return (model, random) => {
    const { unit } = model;
    const names = model.introduction.some(({ text }) => text.includes(`${unit}编制了`) || text.includes(`公布${unit}`));
    return names ? plant(model, random) : null;
  };
}

/** The fault planted for each rule that looks at one report. */
const faults: Readonly<Record<string, Fault>> = {
  'structure.section-missing': { section: 'problems', plant: sectionMissing('problems') },
  'structure.section-order': {
    section: ['overview', 'proactive', 'requests', 'litigation', 'problems', 'other'],
    plant: sectionOrder,
  },
  'structure.section-title': { section: 'litigation', plant: sectionTitle('litigation') },
  'structure.section-numbering': {
    section: ['proactive', 'requests', 'litigation', 'problems', 'other'],
    plant: sectionNumberWrong,
  },
  'structure.section-empty': { section: 'problems', plant: sectionEmpty },
  'structure.section-extra': { section: null, plant: sectionExtra },
  'structure.table-missing': { section: 'requests', plant: tableMissing('requests') },
  'structure.table-shape': { section: 'requests', plant: rowMissing },
  'structure.label': { section: 'requests', plant: labelVaried },
  'structure.edition': {
    section: 'proactive',
    plant: (model) => editionWrong({ seed: model.cells['requests.newlyReceived.total']?.value ?? 0, year: model.year }),
  },
  'structure.title': { section: null, plant: whereIntroduced(titleWithoutUnit) },
  'structure.topics': { section: 'overview', plant: topicMissing },
  'cell.blank': { section: ['proactive', 'requests', 'litigation'], plant: cellBlank('', 'figure') },
  'cell.not-a-number': { section: ['proactive', 'requests', 'litigation'], plant: cellWords },
  'cell.not-a-count': { section: ['requests', 'litigation'], plant: cellNotACount },
  'cell.amount-precision': { section: 'proactive', plant: amountImprecise },
  'cell.split-number': { section: 'requests', plant: numberSplit },
  'requests.row-total': { section: 'requests', plant: figureSlip('row-total') },
  'requests.result-total': { section: 'requests', plant: figureSlip('result') },
  'requests.balance': { section: 'requests', plant: balanceForgotten },
  'litigation.total': { section: 'litigation', plant: figureSlip('litigation-total') },
  'text.table-conflict': { section: 'overview', plant: textConflict },
  'text.zero-claim': { section: 'overview', plant: textZeroClaim },
  'text.part-whole': { section: 'overview', plant: textPartWhole },
  'text.percentage': { section: 'overview', plant: textPercentage },
  'text.growth': { section: 'overview', plant: growthWrong },
  'text.period': { section: null, plant: periodOfLastYear },
  'text.self-description': { section: null, plant: sectionsMiscounted },
  'text.unit-name': { section: null, plant: whereIntroduced(unitDoubled) },
  'text.repetition': { section: 'problems', plant: wordDoubled },
  'text.fee-statement': { section: 'other', plant: feeUnmentioned },
  'text.fee-amount': { section: 'other', plant: feeTooMuch },
};

/** The fault planted for each rule that needs two reports. */
const pairs: Readonly<Record<string, (seed: number) => PlantedPair>> = {
  'continuity.carried-over': carriedOverOtherwise,
  'continuity.in-force': inForceOtherwise,
  'continuity.item-count': itemCountOtherwise,
  'likeness.previous-year': copiedFromLastYear,
  'likeness.other-unit': copiedFromOther,
};

it('the rule packs have the rules of the contract, each with its severity, and each has a fault here', () => {
  const severities = Object.entries(book.rules).map(([id, { severity }]) => [id, severity]);
  expect(Object.fromEntries(severities)).toEqual(contract);
  expect([...Object.keys(faults), ...Object.keys(pairs)].sort()).toEqual(Object.keys(contract).sort());
});

const reportsPerRule = 3;

/** The first reports that give occasion for the fault. */
function plantedReports({ plant, options }: Fault): { seed: number; planted: Planted }[] {
  const found: { seed: number; planted: Planted }[] = [];
  for (let seed = 1; seed < 400 && found.length < reportsPerRule; seed++) {
    const model = generateReport({ ...options, seed: seed * 101 });
    // The generated text of a town lacks 考核 and 评议, which is an info of its own.
    const planted = model.unit.endsWith('镇人民政府') ? null : plant(model, new Random(seed));
    if (planted) found.push({ seed, planted });
  }
  return found;
}

describe.each(Object.entries(faults))('%s', (rule, fault) => {
  const reports = plantedReports(fault);

  it('has occasions', () => {
    expect(reports).toHaveLength(reportsPerRule);
  });

  it.each(formats)('as %s', async (format) => {
    for (const { seed, planted } of reports) {
      const truth = truthOf(planted, `report.${format}`, format, 'by hand');
      const outcome = await check(write(planted.model, format), truth.file);
      expect({ seed, found: differences(outcome, truth) }).toEqual({ seed, found: [] });
      const own = outcome.findings.filter((finding) => finding.rule === rule);
      const sections = Array.isArray(fault.section) ? fault.section : [fault.section];
      expect({ seed, own: own.length > 0 }).toEqual({ seed, own: true });
      for (const finding of own) {
        expect(sections).toContain(finding.section);
        expect(finding.severity).toBe(contract[rule]);
        expect(finding.places.length).toBeGreaterThan(0);
      }
      const wanted = planted.must.find((expected) => expected.rule === rule);
      if (wanted?.cells) {
        const named = own.map((finding) => [...finding.cells].sort());
        expect(named).toContainEqual([...wanted.cells].sort());
      }
      const stated = new Set([...planted.must.map((expected) => expected.rule), ...planted.may]);
      const others = outcome.findings.filter((finding) => !stated.has(finding.rule));
      expect({ seed, others: others.map((finding) => finding.message['zh-CN']) }).toEqual({ seed, others: [] });
    }
  });
});

describe.each(Object.entries(pairs))('%s', (_rule, pairOf) => {
  it.each(formats)('as %s', async (format) => {
    for (let seed = 1; seed <= reportsPerRule; seed++) {
      const { models, must, first } = pairOf(seed * 101);
      const digests = [];
      for (const model of models) {
        const truth = truthOf({ name: 'none', model, must: [], may: [] }, `report.${format}`, format, 'by hand');
        const outcome = await check(write(model, format), truth.file);
        expect({ seed, found: differences(outcome, truth) }).toEqual({ seed, found: [] });
        if (outcome.together) digests.push(outcome.together);
      }
      const [before, after] = checkTogether(digests, book);
      expect(before?.findings.map(({ rule }) => rule)).toEqual(first);
      expect({ seed, found: after?.findings.map(({ rule, cells }) => ({ rule, cells })) }).toEqual({
        seed,
        found: must,
      });
    }
  });
});

/** What a way of writing cannot show, and what is said in its place. */
const notShown = [
  {
    rule: 'cell.blank',
    style: 'spaces',
    why: 'cells are parted by blanks alone: a blank cell leaves no trace but a row with a figure too few',
    plant: cellBlank('', 'figure'),
    instead: 'structure.table-shape',
  },
] as const;

it.each(notShown)('$rule in a text as $style: $instead instead, for $why', async ({ rule, style, plant, instead }) => {
  for (const { seed, planted } of plantedReports({ plant, section: null })) {
    const { findings } = await check(new TextEncoder().encode(toTxt(planted.model, style)), 'report.txt');
    const found = [...new Set(findings.map((finding) => finding.rule))].filter((id) => !planted.may.includes(id));
    expect({ seed, found }).toEqual({ seed, found: [instead] });
    expect(found).not.toContain(rule);
  }
});
