/** Table 二, documents, decisions and amounts: which of them the words name. */
import type { Figure } from '../reading.ts';
import { type CellSum, type Measure, nameSigns, type Scene } from './scene.ts';

const documentNouns = { 规范性文件: 'normativeDocuments', 规章: 'regulations' } as const;

const nounFirst = /^(?:行政)?规范性文件(制发|废止|现行有效)$/;
const nounLast = /^(.*?)(?:行政|地方政府|政府|部门|市政府|省政府|的)*(规范性文件|规章)(?:的)?$/;
const nounSign = nameSigns.for('规', nounFirst, nounLast);

/** The rows of regulations and normative documents. */
export function documentNamed(words: string, held: number, scene: Scene): Measure | null {
  if (scene.isPart) return null;
  const shortened = held & shortSign ? shortenedDocument(words, scene) : null;
  if (shortened || !(held & nounSign)) return shortened;
  const { around } = scene;
  const verb = nounFirst.exec(words)?.[1];
  const match = nounLast.exec(verb ? `${verb}规范性文件` : words);
  if (!match) return null;
  const verbs = match[1] as string;
  const row = documentNouns[match[2] as keyof typeof documentNouns];
  if (
    /修[改订]|清理|失效|宣布|拟|审查|审核|备案|解读|名义|起草|征求|转发|规章|规范性文件|评估|涉及|牵头|代/.test(verbs)
  )
    return null;
  const cell = (column: string): CellSum => [`proactive.${row}.${column}`];
  if (/现行有效$/.test(verbs))
    return around.edition === '2021' ? { kind: 'document', readings: [cell('inForce')] } : null;
  if (/废止(?:了)?$/.test(verbs) && !/制|印发|出台/.test(verbs))
    return around.edition === '2021' ? { kind: 'document', readings: [cell('repealed')] } : null;
  if (!/(?:制发|制定|出台|印发|制作|新增)(?:了|并|公开|出台|印发|发布|各类)*$/.test(verbs)) return null;
  return {
    kind: 'document',
    readings: around.edition === '2021' ? [cell('issued')] : [cell('made'), cell('disclosed')],
  };
}

/** 制发规范性文件14件、废止5件，现行有效87件: the noun is said once. */
function shortenedDocument(words: string, scene: Scene): Measure | null {
  if (scene.around.edition !== '2021') return null;
  const column = shortColumns.find(([name]) => name.test(words))?.[1];
  if (!column) return null;
  // 规范性文件公开情况：2023年新制发14件: the heading says of what.
  const heading = /规范性文件[^,;。:()\d]{0,8}:[^。]*$/.test(scene.lead);
  if (heading) return { kind: 'document', readings: [[`proactive.normativeDocuments.${column}`]] };
  const before = neighbourBefore(scene, /^(?:修[改订]了?|宣布失效|失效|\d{4}年.*)$/);
  const row = before?.kind === 'document' ? /^proactive\.\w+/.exec(before.readings[0]?.[0] ?? '')?.[0] : null;
  return row ? { kind: 'document', readings: [[`${row}.${column}`]] } : null;
}

const shortColumns: readonly (readonly [RegExp, string])[] = [
  [/^(?:\d{4}年|本年度?|全年)?新?(?:制发|制定|出台)$/, 'issued'],
  [/^(?:同时|并)?废止了?$/, 'repealed'],
  [
    /^(?:目前|(?:截[至止]|到)?(?:年底|年末|目前|\d{4}年底|\d{4}年末|\d{4}年12月31日)|本机关|全县|全市|全区)?,?现行有效的?$/,
    'inForce',
  ],
];

const shortSign = nameSigns.for('制台止效', ...shortColumns.map(([name]) => name));

/** The measure of the figure right before in the sentence, without those whose label `passes`. */
function neighbourBefore(scene: Scene, passes: RegExp): Measure | null {
  const { reading, figure, index } = scene;
  let next = figure;
  for (let at = index - 1; at >= 0; at--) {
    const before = reading.quantities[at] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) return null;
    if (!/^[,、;和及]?(?:[^()\d]{0,30}[,;])?$/.test(reading.plain.slice(before.end, next.labelStart))) return null;
    if (!passes.test(before.label)) return scene.measureAt(at);
    next = before;
  }
  return null;
}

const decisionRows = { 行政许可: 'licensing', 行政处罚: 'penalties', 行政强制: 'coercion' } as const;

const shortDecision = /^(行政许可|行政处罚|行政强制)(?:措施|案件)?$/;
const decision =
  /(?:^|作出|做出|实施|办理|公示|公开|下达|完成|、|和|及)了?(?:各类)?(行政许可|行政处罚|行政强制)(?:措施)?(?:类)?(?:处理)?决定$/;
const decisionMade = /(?:作出|做出|实施)了?(?:各类)?(行政许可|行政处罚|行政强制)(?:措施)?(?:案件)?$/;
const decisionSign = nameSigns.for('许罚强', shortDecision, decision, decisionMade);

/** The rows of licences, penalties and coercive measures. */
export function decisionNamed(words: string, held: number, scene: Scene): Measure | null {
  if (!(held & decisionSign)) return null;
  const short = shortDecision.exec(words);
  const match =
    (short && neighbourBefore(scene, /^$/)?.kind === 'decision' ? short : null) ??
    decision.exec(words) ??
    decisionMade.exec(words);
  if (!match || /撤销|变更|不予|一般|普通|简易|程序|方式|领域|行业|听证|重大|当场/.test(words)) return null;
  // 作出行政许可、行政处罚决定共5件: of both together.
  if ([...words.matchAll(/许可|处罚|强制/g)].length > 1) return null;
  return {
    kind: 'decision',
    readings: [[`proactive.${decisionRows[match[1] as keyof typeof decisionRows]}.decisions`]],
  };
}

const procurement = /政府集中采购(?:项目)?$/;
const procurementSign = nameSigns.for('购', procurement);

export function procurementNamed(words: string, held: number, { around }: Scene): Measure | null {
  if (around.edition !== '2019' || !(held & procurementSign) || !procurement.test(words)) return null;
  return { kind: 'procurement', readings: [['proactive.procurement.projects']] };
}

/** Amounts: 行政事业性收费12.5万元, 政府集中采购总金额61.8万元. */
export function amountNamed(words: string, { around }: Scene): Measure | null {
  if (around.edition === '2021')
    return /行政事业性收费(?:总额|总金额|金额|收入)?$/.test(words) && !/减免|免征|减征|降低/.test(words)
      ? { kind: 'fee', readings: [['proactive.fees.amount']] }
      : null;
  return /政府集中采购(?:项目)?(?:总?金额|总额)$/.test(words)
    ? { kind: 'procurement', readings: [['proactive.procurement.amount']] }
    : null;
}
