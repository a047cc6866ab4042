/**
 * The running text of a generated report: several ways of saying each thing, in the sober tone of such reports,
 * with figures that agree with the tables. Every number that can be checked is recorded with its place.
 */
import type { CellId, EditionId, SectionId } from '../../src/shared/form/ids.ts';
import type { Body } from './body.ts';
import { outcomes, resultRows } from './layout.ts';
import { figureAt, type ModelParagraph, officialSections, paragraph, type ReportModel, type Stated } from './model.ts';
import type { Random } from './random.ts';

export interface Matter {
  readonly random: Random;
  readonly body: Body;
  readonly year: number;
  readonly edition: EditionId;
  readonly cells: ReportModel['cells'];
}

/** Text with its numbers marked. */
interface Passage {
  readonly text: string;
  readonly stated: readonly Stated[];
}

interface Mark {
  readonly printed: string;
  readonly value: number;
  readonly kind: Stated['kind'];
  readonly cells: readonly CellId[];
}

/** Joins text and marked numbers. */
function say(strings: TemplateStringsArray, ...parts: readonly (string | number | Mark | Passage)[]): Passage {
  let text = strings[0] as string;
  const stated: Stated[] = [];
  parts.forEach((part, index) => {
    if (typeof part === 'object' && 'printed' in part) {
      const { printed, value, kind, cells } = part;
      stated.push({ start: text.length, end: text.length + printed.length, value, kind, cells });
      text += printed;
    } else if (typeof part === 'object') {
      stated.push(...shifted(part.stated, text.length));
      text += part.text;
    } else {
      text += part;
    }
    text += strings[index + 1] as string;
  });
  return { text, stated };
}

function shifted(stated: readonly Stated[], by: number): Stated[] {
  return stated.map((mark) => ({ ...mark, start: mark.start + by, end: mark.end + by }));
}

function join(passages: readonly Passage[], separator = ''): Passage {
  let text = '';
  const stated: Stated[] = [];
  for (const passage of passages) {
    if (text !== '') text += separator;
    stated.push(...shifted(passage.stated, text.length));
    text += passage.text;
  }
  return { text, stated };
}

/** The sum of table cells, to be named in the text. */
function figure(cells: Matter['cells'], ...ids: readonly CellId[]): Mark {
  const value = ids.reduce((sum, id) => sum + figureAt(cells, id), 0);
  return { printed: String(value), value, kind: 'figure', cells: ids };
}

function mark(value: number, kind: 'whole' | 'part' | 'fee'): Mark {
  return { printed: String(value), value, kind, cells: [] };
}

function plain(text: string): Passage {
  return { text, stated: [] };
}

function paragraphOf(passage: Passage, number = ''): ModelParagraph {
  return paragraph(passage.text, passage.stated, number);
}

const chineseDigits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

// —— title and introduction ——

export function titleOf({ random, body, year }: Matter): string[] {
  const { unit } = body;
  return random.pick([
    [`${unit}${year}年政府信息公开工作年度报告`],
    [`${unit}${year}年政府信息公开工作年度报告`],
    [unit, `${year}年政府信息公开工作年度报告`],
    [`${year}年${unit}政府信息公开工作年度报告`],
    [`${unit}${year}年度政府信息公开工作年度报告`],
  ]);
}

export function introductionOf({ random, body, year, edition }: Matter): ModelParagraph[] {
  const law = '《中华人民共和国政府信息公开条例》（以下简称《条例》）';
  const notice = edition === '2021' ? '国办公开办函〔2021〕30号' : '国办公开办函〔2019〕60号';
  const list = officialSections.map((section) => section.name).join('、');
  const period = random.pick([
    `本报告所列数据的统计期限为${year}年1月1日至${year}年12月31日。`,
    `报告中的数据自${year}年1月1日起，至12月31日止。`,
    `报告数据统计时间为${year}年1月1日至12月31日。`,
  ]);
  const contents = random.pick([`全文由${list}六个部分组成。`, `报告共分六个部分：${list}。`, `报告内容包括${list}。`]);
  // No area has this code: the number is nobody's.
  const phone = `0000-${random.int(2_000_000, 8_999_999)}`;
  const contact = random.pick([
    `报告电子版可在${body.site}查阅。如有疑问，请与${body.unit}办公室联系（电话：${phone}）。`,
    `公众如需了解更多情况，可通过${body.site}查询，或拨打办公室电话${phone}咨询。`,
    `对本报告有意见建议的，请联系办公室，联系电话：${phone}。`,
  ]);
  const opening = random.pick([
    `根据${law}第五十条规定和国家统一的年度报告格式（${notice}），${body.unit}编制了${year}年政府信息公开工作年度报告。`,
    `按照${law}的要求，现向社会公布${body.unit}${year}年政府信息公开工作年度报告。`,
    `本报告依据${law}和${body.area}关于做好${year}年政府信息公开工作年度报告编制发布工作的通知编制。`,
  ]);
  return random.pick([
    [paragraph(opening + contents + period + contact)],
    [paragraph(opening + period), paragraph(contact)],
    [paragraph(opening + contents + contact)],
    [paragraph(opening)],
  ]);
}

// —— 一、总体情况 ——

const topics = ['主动公开', '依申请公开', '政府信息管理', '政府信息公开平台建设', '监督保障'] as const;

export function overviewOf(matter: Matter): ModelParagraph[] {
  const { random } = matter;
  const passages = [proactiveText, requestText, managementText, platformText, supervisionText].map((write) =>
    write(matter),
  );
  const form = random.pick(['inline', 'inline', 'headings', 'arabic'] as const);
  const tail = random.pick(['', '情况', '方面'].slice(0, form === 'headings' ? 2 : 3));
  const paragraphs = passages.flatMap((passage, index): ModelParagraph[] => {
    const topic = topics[index] + tail;
    const number = form === 'arabic' ? `${index + 1}.` : `（${chineseDigits[index]}）`;
    if (form !== 'headings') return [paragraphOf(join([plain(`${topic}。`), passage]), number)];
    return [{ kind: 'paragraph', number, text: topic, heading: true, stated: [] }, paragraphOf(passage)];
  });
  return [paragraphOf(openingText(matter)), ...paragraphs];
}

function openingText({ random, body, year }: Matter): Passage {
  const { self, focus, area } = body;
  return plain(
    random.pick([
      `${year}年，${self}认真执行《条例》，围绕${focus}，依法、及时、准确公开政府信息，各项工作平稳推进。`,
      `${year}年，${self}把政府信息公开作为转变作风、服务群众的经常性工作，对照${area}政务公开年度工作要点逐项分解任务，较好地完成了全年目标。`,
      `一年来，${self}坚持以公开为常态、不公开为例外，聚焦${focus}，在内容、渠道和时效上下功夫，公开工作更加规范。`,
      `过去一年，${self}紧扣${area}中心工作，以公众需要为导向推进政府信息公开，主要做了以下几方面工作。`,
      `${year}年，在上级主管部门指导下，${self}健全机制、压实责任，政府信息公开工作取得新的进展，现将有关情况报告如下。`,
    ]),
  );
}

function proactiveText(matter: Matter): Passage {
  const { random, body, cells, edition } = matter;
  const parts: [number, number, number] = [random.int(20, 190), random.int(5, 90), random.int(30, 280)];
  const [first, second, third] = parts.map((part) => mark(part, 'part')) as [Mark, Mark, Mark];
  const whole = mark(parts[0] + parts[1] + parts[2], 'whole');
  const [a, b, c] = body.kinds;
  const counts = random.pick([
    say`全年通过${body.site}公开政府信息${whole}条，其中${a}${first}条，${b}${second}条，${c}${third}条。`,
    say`本年度主动公开政府信息共${whole}条（${a}${first}条，${b}${second}条，${c}${third}条）。`,
    say`在${body.site}发布信息${whole}条，其中${a}${first}条、${b}${second}条、${c}${third}条，更新及时。`,
  ]);
  const documents =
    edition === '2021'
      ? figure(cells, 'proactive.normativeDocuments.issued')
      : figure(cells, 'proactive.normativeDocuments.made');
  const issued =
    documents.value === 0
      ? random.pick([say`本年度没有制发行政规范性文件。`, say`本年未新制定规范性文件。`])
      : edition === '2021'
        ? random.pick([
            say`全年制发行政规范性文件${documents}件，均自印发之日起二十个工作日内公开，并配发解读材料。`,
            say`本年制发行政规范性文件${documents}件，文件与解读同步起草、同步发布。`,
          ])
        : say`本年新制作规范性文件${documents}件，均已在网站公开。`;
  const licensing = figure(cells, 'proactive.licensing.decisions');
  const penalties = figure(cells, 'proactive.penalties.decisions');
  const enforcement =
    licensing.value > 0 && penalties.value > 0
      ? random.pick([
          say`全年作出行政许可决定${licensing}件、行政处罚决定${penalties}件，结果信息均按规定公示。`,
          say`落实行政执法公示制度，公示行政许可决定${licensing}件、行政处罚决定${penalties}件。`,
        ])
      : licensing.value > 0
        ? say`全年作出行政许可决定${licensing}件，全部在七个工作日内公示。`
        : penalties.value > 0
          ? say`全年作出行政处罚决定${penalties}件，依法公开处罚结果。`
          : say`编制并公开权责清单，动态调整办事指南。`;
  const more = random.sample(
    [
      `及时更新机构职能、领导分工和内设机构信息，部门预算、决算和“三公”经费按时公开。`,
      `围绕${body.focus}，用图文、问答和短视频等形式解读政策${random.int(3, 26)}次。`,
      `政务微信公众号推送信息${random.int(60, 560)}篇，转载上级重要政策${random.int(12, 58)}篇。`,
      `对公开目录中的空白栏目和过期信息进行了清理，做到标题规范、要素齐全、链接有效。`,
      `在政务服务大厅设置查询点，摆放办事指南和政策汇编，方便老年人等群体查阅。`,
      `组织政府开放日活动${random.int(1, 4)}次，邀请群众代表走进窗口单位了解工作流程。`,
    ],
    random.int(1, 3),
  );
  return join([counts, ...random.shuffle([issued, enforcement]), ...more.map(plain)]);
}

const resultKinds = [
  { rows: 'granted', name: '予以公开' },
  { rows: 'partlyGranted', name: '部分公开' },
  { rows: 'refused.', name: '不予公开' },
  { rows: 'unavailable.', name: '无法提供' },
  { rows: 'notProcessed.', name: '不予处理' },
  { rows: 'otherHandling', name: '其他处理' },
] as const;

function requestText(matter: Matter): Passage {
  const { random, body, cells, edition } = matter;
  const of = (row: string, column = 'total'): Mark => figure(cells, `requests.${row}.${column}`);
  const newly = of('newlyReceived');
  const over = of('carriedOver');
  const finished = of('resultTotal');
  const forward = of('carriedForward');
  if (newly.value + over.value === 0) return join([noRequestText(matter), disputesText(matter)]);

  const natural = of('newlyReceived', 'naturalPerson');
  const organisations = figure(
    cells,
    ...['business', 'research', 'charity', 'legalService', 'otherOrganization'].map(
      (column) => `requests.newlyReceived.${column}`,
    ),
  );
  const kinds = resultKinds.map(({ rows, name }) => ({
    name,
    sum: figure(
      cells,
      ...resultRows(edition)
        .filter((row) => row.startsWith(rows))
        .map((row) => `requests.${row}.total`),
    ),
  }));
  const results = join(
    kinds.filter(({ sum }) => sum.value > 0).map(({ name, sum }) => say`${name}${sum}件`),
    '、',
  );
  const received = random.pick([
    say`全年新收政府信息公开申请${newly}件，其中自然人申请${natural}件，法人或其他组织申请${organisations}件；上年结转${over}件。全年办结${finished}件，结转下年度继续办理${forward}件。`,
    say`本年新收政府信息公开申请${newly}件，上年结转${over}件。截至年底已办结${finished}件，另有${forward}件结转下年度办理。`,
    say`本年度共新收政府信息公开申请${newly}件，上年结转申请${over}件，办结${finished}件，结转下年度${forward}件。`,
  ]);
  const sentences: Passage[] = [received];
  if (results.text !== '') {
    sentences.push(
      random.pick([say`从办理结果看，${results}。`, say`办理结果为：${results}。`, say`已办结的申请中，${results}。`]),
    );
  }
  if (newly.value >= 20 && natural.value < newly.value && random.chance(0.6)) {
    const percent = ((natural.value / newly.value) * 100).toFixed(1);
    const share: Mark = {
      printed: `${percent}%`,
      value: Number(percent),
      kind: 'share',
      cells: natural.cells.concat(newly.cells),
    };
    sentences.push(say`自然人申请占本年新收申请的${share}。`);
  }
  const more = random.sample(
    [
      `申请内容主要涉及${body.asked}等方面。`,
      `严格落实登记、审核、答复、归档流程，疑难申请由法制机构会同法律顾问研究后答复。`,
      `对内容不明确的申请，主动与申请人联系，指导其补正，减少不必要的争议。`,
      `所有答复均在法定期限内作出，答复文书采用统一样式。`,
      `畅通当面、信函和网上三种申请渠道，受理电话由专人值守。`,
    ],
    random.int(1, 3),
  );
  return join([...sentences, ...more.map(plain), disputesText(matter)]);
}

function noRequestText({ random, body }: Matter): Passage {
  return plain(
    random.pick([
      `本年度未收到政府信息公开申请，也没有上年结转的申请。${body.self}保持申请渠道畅通，公开指南中的受理地址、电话已核对更新。`,
      `全年没有收到公民、法人或者其他组织提出的政府信息公开申请。办公室明确专人负责登记和答复，流程图已在网站公布。`,
      `本年新收政府信息公开申请0件，上年结转0件。${body.self}修订了依申请公开办理规程，对登记、会商、答复各环节提出了时限要求。`,
    ]),
  );
}

function disputesText({ random, cells }: Matter): Passage {
  const review = figure(cells, 'litigation.review.total');
  const suits = figure(cells, 'litigation.directSuit.total', 'litigation.suitAfterReview.total');
  if (review.value + suits.value === 0) {
    return plain(
      random.pick([
        '全年没有发生因政府信息公开引起的行政复议和行政诉讼。',
        '本年度未发生涉及政府信息公开的行政复议、行政诉讼案件。',
        '因政府信息公开被申请行政复议0件，被提起行政诉讼0件。',
      ]),
    );
  }
  const names = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果', pending: '尚未审结' };
  const parts = join(
    outcomes
      .map((outcome) => ({ outcome, count: figure(cells, `litigation.review.${outcome}`) }))
      .filter(({ count }) => count.value > 0)
      .map(({ outcome, count }) => say`${names[outcome]}${count}件`),
    '、',
  );
  const reviews = review.value > 0 ? say`行政复议${review}件（${parts}）` : say`行政复议${review}件`;
  return random.pick([
    say`因政府信息公开被申请${reviews}，被提起行政诉讼${suits}件。`,
    say`全年因政府信息公开引起${reviews}，行政诉讼${suits}件。`,
  ]);
}

function managementText({ random, body }: Matter): Passage {
  return plain(
    random
      .sample(
        [
          `把公开属性认定嵌入公文起草环节，起草科室提出意见，办公室审核，未标注属性的不予编号。`,
          `严格执行“三审三校”，重要信息由主要负责人签发，全年没有发生失密泄密问题。`,
          `对历年文件进行梳理，标注现行有效、失效和废止状态，方便公众准确使用。`,
          `修订政府信息公开指南，公开目录按业务类别重新编排，共调整栏目${random.int(3, 18)}个。`,
          `建立信息发布台账，逐条登记来源、审核人和发布时间，做到可追溯。`,
          `统一信息格式和编号规则，新增信息均注明来源和生成日期，${body.self}每季度抽查一次。`,
          `规范公开信息中个人隐私的处理，发布前对姓名、证件号码等内容作必要遮盖。`,
        ],
        random.int(2, 3),
      )
      .join(''),
  );
}

function platformText({ random, body }: Matter): Passage {
  return plain(
    random
      .sample(
        [
          `以${body.site}为第一平台，优化检索功能，常用信息两次点击即可到达。`,
          `加强政务新媒体管理，实行账号备案和内容会审，关停更新不力的账号${random.int(1, 3)}个。`,
          `完成网站适老化和无障碍改造，提供大字版和语音朗读服务。`,
          `每周检查专栏的链接和附件，全年修复失效链接${random.int(2, 40)}处。`,
          `在专栏增设“政策问答”栏目，围绕${body.asked}等热点整理问答${random.int(8, 60)}条。`,
          `发挥公共图书馆、档案馆查阅点的作用，定期移送新公开的文件。`,
        ],
        random.int(2, 3),
      )
      .join(''),
  );
}

function supervisionText({ random, body, year }: Matter): Passage {
  const sentences = random.sample(
    [
      `成立由主要负责人任组长的领导小组，办公室配备专职人员${random.int(1, 3)}名，各科室确定一名联络员。`,
      `全年召开专题会议${random.int(2, 4)}次，研究解决公开工作中的具体问题。`,
      `举办业务培训${random.int(1, 5)}次，参训人员${random.int(30, 260)}人次，重点讲解公开范围界定和答复文书制作。`,
      `把公开工作列入科室年度考核，占一定分值，结果与评先评优挂钩。`,
      `在${body.site}公布监督电话和邮箱，收到的意见建议均已回复。`,
      `对照${year}年政务公开第三方评估反馈的问题，列出清单逐项整改。`,
    ],
    random.int(2, 3),
  );
  if (body.kind === 'government') {
    sentences.push(
      random.pick([
        `工作考核方面，将政府信息公开纳入对各镇（街道）和部门的绩效考核；社会评议方面，通过网站问卷征求公众意见，总体满意；责任追究方面，全年没有需要追究责任的情形。`,
        `${body.area}将政府信息公开列入年度工作考核，按季度通报；开展社会评议，听取人大代表、政协委员和群众代表意见；本年度未发生责任追究情形。`,
      ]),
    );
  }
  return plain(sentences.join(''));
}

// —— 五、存在的主要问题及改进情况 ——

const problemsAndMeasures: readonly (readonly [problem: string, measure: string])[] = [
  [
    '主动公开的内容与群众期待还有差距，专业性强的信息通俗化不够',
    '加强选题策划，多用案例和图表说明政策，让群众看得懂、用得上',
  ],
  ['政策解读形式比较单一，以文字转述为主', '丰富解读方式，推动业务科室负责人出镜解读'],
  ['部分科室对公开属性的认定把握不准，存在同类文件标准不一的现象', '编印典型案例，组织集中学习，统一认定标准'],
  ['基层工作人员变动较多，业务衔接不够顺畅', '建立交接清单和以老带新制度，开展经常性培训'],
  ['个别栏目更新间隔较长，信息时效有待提高', '明确栏目责任人和更新周期，按月通报更新情况'],
  ['依申请公开答复的说理性不强，容易引起误解', '完善答复文书样式，对不予公开的情形充分说明理由和依据'],
  ['新媒体与网站内容重复，互动功能发挥不足', '找准不同平台的定位，增加在线问答和意见征集'],
  ['历史文件电子化程度不高，检索不便', '分批完成历史文件的整理、扫描和上网工作'],
  ['重点领域信息公开的深度不够，过程性内容偏少', '围绕决策、执行、管理、服务和结果全链条细化公开事项'],
];

export function problemsOf({ random, body, year }: Matter): ModelParagraph[] {
  const chosen = random.sample(problemsAndMeasures, random.int(2, 4));
  const numbered = (texts: readonly string[]): string =>
    `${texts.map((text, index) => `${chineseDigits[index]}是${text}`).join('；')}。`;
  const problems = chosen.map(([problem]) => problem);
  const measures = chosen.map(([, measure]) => measure);
  switch (random.int(0, 2)) {
    case 0:
      return [
        paragraph(`${year}年，${body.self}政府信息公开工作取得了一些成绩，但仍存在不足：${numbered(problems)}`),
        paragraph(`针对上述问题，${body.self}将采取以下措施加以改进：${numbered(measures)}`),
      ];
    case 1:
      return [
        ...chosen.map(([problem, measure], index) =>
          paragraph(`${problem}。下一步，${body.self}将${measure}。`, [], `${index + 1}.`),
        ),
      ];
    default:
      return [
        { kind: 'paragraph', number: '（一）', text: '存在的主要问题', heading: true, stated: [] },
        paragraph(numbered(problems)),
        { kind: 'paragraph', number: '（二）', text: '改进情况', heading: true, stated: [] },
        paragraph(`${body.self}已着手改进上述问题，${year + 1}年将继续推进：${numbered(measures)}`),
      ];
  }
}

// —— 六、其他需要报告的事项 ——

export function otherOf(matter: Matter): ModelParagraph[] {
  const { random, body, year } = matter;
  const paragraphs: ModelParagraph[] = [];
  if (year >= 2020) paragraphs.push(paragraphOf(feeText(matter)));
  const more = random.pick([
    '除上述情况外，没有其他需要报告的事项。',
    `${body.self}承办的人大代表建议和政协提案，除涉及敏感内容的以外，办理答复已在${body.site}公开。`,
    `${body.self}落实年度政务公开工作要点，相关任务已按时完成，具体进展在${body.site}专栏公布。`,
    '',
  ]);
  if (more !== '') paragraphs.push(paragraph(more));
  return paragraphs.length > 0 ? paragraphs : [paragraph('没有其他需要报告的事项。')];
}

function feeText({ random, body, year, cells, edition }: Matter): Passage {
  const income = edition === '2021' ? figureAt(cells, 'proactive.fees.amount') * 10_000 : 0;
  const notices = random.int(1, 4);
  const due = notices * random.pick([100, 200, 300]);
  if (income >= due && random.chance(0.4)) {
    const received = random.chance(0.5) ? due : due - (due / notices) * random.int(0, notices - 1);
    return say`按照《政府信息公开信息处理费管理办法》，${year}年${body.self}发出收费通知${notices}件，总金额${due}元，实际收取${mark(received, 'fee')}元。`;
  }
  return random.pick([
    say`${year}年，${body.self}没有收取政府信息公开信息处理费，发出收费通知0件，总金额0元，实际收取0元。`,
    say`本年度未产生信息处理费，发出收费通知的件数、总金额以及实际收取的总金额均为0。`,
    say`依据《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，通知收费总金额0元，实际收取信息处理费0元。`,
  ]);
}

/** A line of running text that some reports put before their tables; most have none. */
export function leadOf({ random, year }: Matter, section: SectionId): ModelParagraph[] {
  if (random.chance(0.85)) return [];
  switch (section) {
    case 'proactive':
      return [paragraph(`${year}年主动公开政府信息的数量见下表。`)];
    case 'requests':
      return [paragraph('收到和处理政府信息公开申请的具体情况见下表。')];
    default:
      return [];
  }
}
