/** What rules are called in lists and headings. A rule of a pack of the user's own has no name here: its id stands. */
import type { Language } from '../rules/finding.ts';

const names: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  'structure.section-missing': ['缺少规定部分', 'Section missing'],
  'structure.section-order': ['部分次序不符', 'Sections out of order'],
  'structure.section-title': ['部分标题不规范', 'Section title not official'],
  'structure.section-numbering': ['部分序号不符', 'Section number wrong'],
  'structure.section-empty': ['部分没有内容', 'Section empty'],
  'structure.section-extra': ['规定以外的部分', 'Section unknown to the format'],
  'structure.table-missing': ['缺少规定表格', 'Table missing'],
  'structure.table-shape': ['表格行列不符', 'Rows or columns do not fit'],
  'structure.label': ['行列名称不规范', 'Label not official'],
  'structure.edition': ['表格版本不符', 'Tables of another edition'],
  'structure.title': ['报告标题不规范', 'Title not official'],
  'structure.topics': ['总体情况内容不全', 'Overview incomplete'],
  'cell.blank': ['数字格为空', 'Blank cell'],
  'cell.not-a-number': ['数字格不是数字', 'Cell is not a number'],
  'cell.not-a-count': ['件数不是非负整数', 'Cell is not a count'],
  'cell.amount-precision': ['金额精度或单位存疑', 'Amount: precision or unit'],
  'cell.split-number': ['数字疑被拆成两格', 'Number split over two cells'],
  'requests.row-total': ['表三行总计不符', 'Table 3: row total'],
  'requests.result-total': ['表三办理结果总计不符', 'Table 3: total of results'],
  'requests.balance': ['表三收办不平', 'Table 3: received and handled'],
  'litigation.total': ['表四总计不符', 'Table 4: total'],
  'continuity.carried-over': ['上年结转与上年报告不符', 'Carried over, against last year'],
  'continuity.in-force': ['现行有效件数与上年不接', 'In force, against last year'],
  'continuity.item-count': ['项目数量与上年不接', 'Items, against last year'],
  'text.table-conflict': ['正文与表格不一致', 'Text against table'],
  'text.zero-claim': ['正文称“无”而表中有数', 'Text says none, table says otherwise'],
  'text.part-whole': ['分项与合计不符', 'Parts and whole'],
  'text.percentage': ['百分比不符', 'Percentage'],
  'text.growth': ['增减幅度不符', 'Growth'],
  'text.period': ['统计期间不符', 'Period'],
  'text.self-description': ['自述与正文不符', 'What the report says of itself'],
  'text.unit-name': ['单位名称前后不一', 'Name of the unit'],
  'text.repetition': ['重复或序号错乱', 'Repetition or numbering'],
  'text.fee-statement': ['未说明信息处理费', 'Fees not mentioned'],
  'text.fee-amount': ['信息处理费与收费表不符', 'Fees against table 2'],
  'likeness.previous-year': ['与上年报告雷同', 'Like last year’s report'],
  'likeness.other-unit': ['与其他单位雷同', 'Like another unit’s report'],
};

export function ruleName(rule: string, language: Language): string {
  return names[rule]?.[language === 'en' ? 1 : 0] ?? rule;
}
