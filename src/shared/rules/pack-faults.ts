/** What YAML and the schema find wrong with a rule pack, in both languages; of keys and values only what stands there. */
import type { z } from 'zod';
import type { Language } from './finding.ts';

type Reason = Readonly<Record<Language, string>>;

const yamlFaults: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对：同一层的各行应当对齐，括号要配对',
  TAB_AS_INDENT: '缩进不能用制表符，请用空格',
  DUPLICATE_KEY: '同一个键写了两次',
  MISSING_CHAR: '缺少字符（引号、冒号或括号没有写全）',
  BAD_SCALAR_START: '值不能以 @ 或 ` 开头，请加引号',
  BAD_DQ_ESCAPE: '双引号中的反斜杠写法不对',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号：含冒号的值请加引号',
  MULTILINE_IMPLICIT_KEY: '键不能写成多行（可能缺少冒号）',
  MULTIPLE_DOCS: '一个文件只能有一个规则包（去掉 --- 之后的部分）',
  UNEXPECTED_TOKEN: '这里不应当有这些字符（检查缩进、冒号和括号）',
};

/** An error of the YAML parser: its `code` where it has one. */
export function yamlReason(error: Error): Reason {
  const { code } = error as { code?: string };
  return { 'zh-CN': yamlFaults[code ?? ''] ?? `YAML 写法有误（${error.message}）`, en: error.message };
}

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组键和值',
  record: '一组键和值',
};

/** What the schema misses or does not know. */
export function schemaReason(issue: z.core.$ZodIssue): Reason {
  const path = issue.path.map(String).join('.');
  return { 'zh-CN': `${path === '' ? '' : `${path}：`}${chinese(issue)}`, en: `${path || 'pack'}: ${issue.message}` };
}

function chinese(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `没有“${issue.keys.join('”“')}”这个键`;
    case 'invalid_type':
      if (issue.message.includes('received undefined')) return '没有写';
      return `应当是${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `应当是 ${issue.values.map(String).join('、')} 之一`;
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return '不能为空';
      return issue.inclusive ? `不能小于 ${issue.minimum}` : `应当大于 ${issue.minimum}`;
    case 'too_big':
      return issue.inclusive === false ? `应当小于 ${issue.maximum}` : `不能大于 ${issue.maximum}`;
    case 'invalid_key':
    case 'invalid_format':
      return '编号的写法不对：规则如 requests.balance，行列如 refused.stateSecret';
    default:
      return `写法不对（${issue.message}）`;
  }
}
