/** Cases of structure.label. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a shortened column label',
    report: { labels: { 社会公益组织: '社会组织' } },
    findings: [{ message: '表三的“社会组织”，格式规定为“社会公益组织”。请改用规定的名称。', at: '社会组织' }],
  },
  {
    name: 'half of a label, between neighbours that are known',
    report: { labels: { 商业企业: '企业' } },
    findings: [{ message: '表三的“企业”，格式规定为“商业企业”。请改用规定的名称。', at: '企业' }],
  },
  {
    name: 'line breaks, blanks and another style of number',
    report: {
      labels: {
        法律服务机构: '法律服\n务机构',
        总计: '总 计',
        '（一）予以公开': '(一) 予以公开',
        '2.重复申请': '2、重复申请',
      },
    },
    findings: [],
  },
  {
    name: 'the remark in parentheses left out',
    report: { labels: { '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': '（二）部分公开' } },
    findings: [],
  },
];
