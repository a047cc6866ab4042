/**
 * text.self-description: the introduction's list or number of sections is not what follows. Sections are known by
 * their words, not by their exact titles; the number must be that of the list and of the document.
 */

import { isIncomplete } from '../document/document.ts';
import type { SectionId } from '../form/ids.ts';
import { chineseNumeral } from '../form/normalise.ts';
import { passageSigns, placesOfSpan, quoteOf, type Reading, readText, type Span } from '../text/index.ts';
import type { Draft, Rule } from './rule.ts';
import { fill, perLanguage } from './rule.ts';

/** By what a section is known in a list, whatever its exact title. */
const named: readonly (readonly [SectionId, RegExp])[] = [
  ['overview', /总体情况|概述|概况|基本情况|总体工作/],
  ['proactive', /主动公开/],
  ['requests', /申请情况|依申请公开|申请的情况|申请办理|处理政府信息公开申请/],
  ['litigation', /复议/],
  ['problems', /主要问题|存在问题|存在的问题|不足|问题(?:及|和)改进|改进(?:情况|措施)/],
  ['other', /其[他它](?:需要|应当|需)?(?:要)?报告|需要报告的其[他它]|其[他它]事项|其[他它]需要/],
];
const list = /(?:由|包括|包含|分为|共分|分|内容为|内容有|涵盖|涉及|主要有|从|:|报告为)/;
const count = /(?<number>[一二三四五六七八九十\d]{1,2})个?大?(?:部分|方面|章|板块|篇章)/;

export const textSelfDescription: Rule = {
  id: 'text.self-description',
  check({ report, book, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    const present = report.sections.flatMap(({ id }) => (id === null ? [] : [id]));
    const unread = isIncomplete(report.problems);
    // A document whose headings could not be read tells nothing about the list.
    if (present.length < 3 || unread) return { drafts, passed, notAssessable: 0 };
    const first = report.sections[0]?.id ?? null;
    for (const reading of readText(report)) {
      if (reading.section !== null && reading.section !== first) break;
      const described = descriptionIn(reading);
      if (!described) continue;
      const { span, ids, number, open } = described;
      const absent = ids.filter((id) => !present.includes(id));
      const unnamed = ids.length >= 3 && !open && number === null ? present.filter((id) => !ids.includes(id)) : [];
      const counted =
        number !== null &&
        (ids.length >= 3
          ? number !== ids.length && number !== report.sections.length
          : number !== report.sections.length);
      if (absent.length + unnamed.length === 0 && !counted) {
        passed++;
        continue;
      }
      const titles = (wanted: readonly SectionId[]) =>
        book.sections.flatMap(({ id, title }) => (wanted.includes(id) ? [`“${title}”`] : [])).join('、');
      const quote = quoteOf(reading, span);
      drafts.push({
        section: reading.section,
        quote,
        ...(counted && number !== null ? { expected: report.sections.length, actual: number } : {}),
        values: perLanguage((language) => {
          const words = text.words[language];
          const fault = absent.length > 0 ? words.absent : unnamed.length > 0 ? words.unnamed : words.count;
          return {
            quote,
            fault: fill(fault ?? '', {
              titles: titles(absent.length > 0 ? absent : unnamed),
              number: number === null ? '' : language === 'zh-CN' ? chineseNumeral(number) : String(number),
              found: language === 'zh-CN' ? chineseNumeral(report.sections.length) : String(report.sections.length),
            }),
          };
        }),
        places: placesOfSpan(reading, span),
        key: `${number ?? ''}|${absent.join(' ')}|${unnamed.join(' ')}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

interface Description {
  readonly span: Span;
  readonly ids: readonly SectionId[];
  /** The number of sections that it states; null where it states none. */
  readonly number: number | null;
  /** Ended by 等: not all are named. */
  readonly open: boolean;
}

const reportItself =
  /(?:全文|年报|报告|本文)(?:内容|主要|共|总共|的|全文)*(?=由|包括|包含|分为|共分|分|内容|涵盖|涉及|主要|从|为|,|共|:)/;
const subjectSign = passageSigns.for('文报', reportItself);

/** 全文由总体情况、……六个部分组成: a sentence on the report itself that names its sections or their number. */
function descriptionIn({ text, sentences, held }: Reading): Description | null {
  if (!(held & subjectSign)) return null;
  for (const { start, end } of sentences) {
    // Titles stand in quotation marks here and there: the words themselves are read.
    const sentence = text.slice(start, end);
    const subject = reportItself.exec(sentence);
    if (!subject) continue;
    const words = sentence.slice(subject.index);
    if (!list.test(words)) continue;
    const ids = named.flatMap(([id, pattern]) => (pattern.test(words) ? [id] : []));
    const stated = count.exec(words);
    const number = stated && /部分|章|板块/.test(stated[0]) ? numberOf(stated.groups?.number ?? '') : null;
    if (ids.length < 3 && (number === null || !/组成|构成|分为|共分|包括|包含|分/.test(words))) continue;
    const open = /等(?!信息)/.test(words);
    const stop = /组成|构成/.exec(words)?.index ?? words.search(/[,;](?!.*(?:部分|方面|情况|事项))/);
    const length = stop < 0 ? words.length : stop + (/组成|构成/.test(words) ? 2 : 0);
    return { span: { start: start + subject.index, end: start + subject.index + length }, ids, number, open };
  }
  return null;
}

function numberOf(text: string): number | null {
  const index = '一二三四五六七八九十'.indexOf(text);
  if (index >= 0) return index + 1;
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
}
