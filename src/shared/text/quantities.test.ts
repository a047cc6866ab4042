/** Quantities of running text: values, intervals, units; what is no quantity; and exact places in the paragraph. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../document/document.ts';
import { passageOf, quantitiesOf, quoteOf, readPassage } from './index.ts';
import { readChineseNumeral } from './numerals.ts';

function paragraph(text: string): Paragraph {
  return { kind: 'paragraph', text, place: { format: 'docx', location: { block: 0 } } };
}

function quantities(text: string) {
  return quantitiesOf(passageOf(paragraph(text)));
}

describe('numbers and units', () => {
  it.each([
    ['公开信息302条', 302, 302, 302, '条'],
    ['公开信息 ３０２ 条', 302, 302, 302, '条'],
    ['公开信息1,302条', 1302, 1302, 1302, '条'],
    ['公开信息1，302条', 1302, 1302, 1302, '条'],
    ['收到申请七件', 7, 7, 7, '件'],
    ['召开会议两次', 2, 2, 2, '次'],
    ['发文十二份', 12, 12, 12, '份'],
    ['收到申请一百零三件', 103, 103, 103, '件'],
    ['培训1200人次', 1200, 1200, 1200, '人次'],
    ['收费400元', 400, 400, 400, '元'],
    ['收费12.5万元', 125_000, 124_500, 125_500, '元'],
    ['阅读量1.2万次', 12_000, 11_500, 12_500, '次'],
    ['占12.5%', 12.5, 12.45, 12.55, '%'],
    ['占百分之四十', 40, 39.5, 40.5, '%'],
    ['提高2.5个百分点', 2.5, 2.45, 2.55, '个百分点'],
  ])('%s', (text, value, low, high, unit) => {
    const [quantity, ...more] = quantities(text);
    expect(more).toEqual([]);
    expect(quantity?.unit).toBe(unit);
    expect(quantity?.value).toBeCloseTo(value, 6);
    expect(quantity?.low).toBeCloseTo(low, 6);
    expect(quantity?.high).toBeCloseTo(high, 6);
  });

  it.each([
    ['18万余条', 180_000, 190_000],
    ['300余条', 300, 400],
    ['百余件', 100, 200],
    ['近300条', 240, 300],
    ['约300条', 255, 345],
    ['300条以上', 300, 400],
    ['10余万条', 100_000, 110_000],
  ])('%s is no single number', (text, low, high) => {
    const [quantity] = quantities(text);
    expect(quantity?.rough).toBe(true);
    expect(quantity?.low).toBeLessThanOrEqual(low);
    expect(quantity?.high).toBeGreaterThanOrEqual(high);
  });

  it.each([
    '2023年1月1日至12月31日',
    '二〇二三年度',
    '国办公开办函〔2021〕30号',
    '《关于做好12件实事的通知》',
    '第二十条第（五）项',
    '第十九至二十六条',
    '位列第30位，居前20位',
    '电话：0000-2345678，邮编：110022',
    '（一）主动公开',
    '1.主动公开；2.依申请公开',
    '3楼217室',
    '“七人普”宣传月和七人普工作',
    '20个工作日内、3个月内',
    '一次性告知、一站式服务、一件事',
    '落实“三审三校”',
    '属于三类内部事务信息',
  ])('none in %s', (text) => {
    expect(quantities(text)).toEqual([]);
  });
});

describe('what is counted', () => {
  it.each([
    ['全年收到政府信息公开申请共7件', '全年收到政府信息公开申请', ''],
    ['收到7件申请', '收到', '申请'],
    ['政府信息公开申请，共5件', '政府信息公开申请', ''],
    ['主动公开（网站）信息约302条', '信息', ''],
  ])('%s', (text, label, noun) => {
    const [figure] = readPassage(passageOf(paragraph(text)), 2023).quantities;
    expect(figure).toMatchObject({ label, noun });
  });

  it('parts know their whole: after 其中, in parentheses, at the head of the next sentence', () => {
    const wholes = (text: string) => readPassage(passageOf(paragraph(text)), 2023).quantities.map(({ whole }) => whole);
    expect(wholes('公开信息302条，其中动态218条、文件84条')).toEqual([-1, 0, 0]);
    expect(wholes('公开文件47个（函45个，令2个）')).toEqual([-1, 0, 0]);
    expect(wholes('公开信息302条。其中动态218条')).toEqual([-1, 0]);
    expect(wholes('公开信息302条，其中动态218条；解读15篇')).toEqual([-1, 0, -1]);
  });

  it('tells other years and comparisons', () => {
    const read = (text: string) =>
      readPassage(passageOf(paragraph(text)), 2023).quantities.map(({ comparison, ofOtherYear }) =>
        comparison ? 'comparison' : ofOtherYear ? 'other year' : 'own',
      );
    expect(read('收到申请9件，比上年增加2件')).toEqual(['own', 'comparison']);
    expect(read('2022年收到申请7件，2023年收到9件')).toEqual(['other year', 'own']);
    expect(read('上年结转3件')).toEqual(['own']);
    expect(read('上年收到3件')).toEqual(['other year']);
  });
});

describe('places', () => {
  it('quotes the words as printed, whatever blanks and widths stand between them', () => {
    const characters = fc.constantFrom(
      '公',
      '开',
      ' ',
      '　',
      '１',
      '2',
      '条',
      '，',
      '。',
      '件',
      '万',
      '\u200b',
      '（',
      '）',
    );
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const passage = passageOf(paragraph(text));
        for (const quantity of quantitiesOf(passage)) {
          const quote = quoteOf(passage, quantity);
          expect(text).toContain(quote);
          expect(quote).toBe(quote.trim());
          expect(quantity.low).toBeLessThanOrEqual(quantity.value);
          expect(quantity.high).toBeGreaterThanOrEqual(quantity.value);
        }
      }),
    );
  });
});

describe('Chinese numerals', () => {
  it.each([
    ['零', 0],
    ['两', 2],
    ['十', 10],
    ['二十', 20],
    ['一百零三', 103],
    ['三千六百', 3600],
    ['一万二千', 12_000],
    ['两亿', 200_000_000],
  ])('%s', (text, value) => {
    expect(readChineseNumeral(text)).toBe(value);
  });

  it.each(['二〇二三', '百分', ''])('%s is none', (text) => {
    expect(readChineseNumeral(text)).toBeNull();
  });
});
