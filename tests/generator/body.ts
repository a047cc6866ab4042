/** Invented bodies of government that the generated reports are about. */
import type { Random } from './random.ts';

export interface Body {
  readonly unit: string;
  readonly kind: 'government' | 'department' | 'town';
  /** How the report calls the unit after its first mention. */
  readonly self: string;
  /** The county, district or city. */
  readonly area: string;
  /** Whether the area is a city that may issue 规章. */
  readonly city: boolean;
  readonly site: string;
  /** What it is concerned with, for 围绕…. */
  readonly focus: string;
  /** Three kinds of information that it publishes. */
  readonly kinds: readonly [string, string, string];
  /** What applicants ask for. */
  readonly asked: string;
}

type Trade = Pick<Body, 'focus' | 'kinds' | 'asked'>;

const areas = ['清河区', '临溪县', '云岭市', '东屏区', '白石县', '安澜区', '望川县', '青岚市', '北渡区', '石湾县'];
const towns = ['白杨镇', '石桥镇', '柳河镇', '双塔镇', '南岗镇'];

const departments: Readonly<Record<string, Trade>> = {
  教育局: {
    focus: '义务教育招生、学生资助和校园安全',
    kinds: ['招生考试信息', '财务信息', '工作动态'],
    asked: '招生政策、教师待遇、学校建设',
  },
  统计局: {
    focus: '经济运行监测和各项普查调查',
    kinds: ['统计数据', '统计分析', '工作动态'],
    asked: '历史统计资料、普查结果',
  },
  财政局: {
    focus: '预算决算、政府采购和惠民补贴',
    kinds: ['预算决算信息', '采购信息', '政策文件'],
    asked: '专项资金安排、补贴发放',
  },
  住房和城乡建设局: {
    focus: '保障性住房、老旧小区改造和工程质量',
    kinds: ['住房保障信息', '工程建设信息', '行政执法信息'],
    asked: '房屋征收、物业管理、工程规划',
  },
  市场监督管理局: {
    focus: '食品药品安全和优化营商环境',
    kinds: ['抽检信息', '行政执法信息', '政策文件'],
    asked: '企业登记档案、投诉举报处理',
  },
  自然资源局: {
    focus: '国土空间规划、征地报批和不动产登记',
    kinds: ['征地信息', '规划公示', '土地出让信息'],
    asked: '征地批复、补偿安置、规划许可',
  },
  农业农村局: {
    focus: '强农惠农政策和宅基地管理',
    kinds: ['惠农补贴信息', '农业技术信息', '工作动态'],
    asked: '补贴标准、宅基地审批',
  },
  卫生健康委员会: {
    focus: '基层医疗服务和公共卫生',
    kinds: ['卫生监督信息', '健康科普信息', '工作动态'],
    asked: '医疗机构设置、职业资格',
  },
  审计局: {
    focus: '预算执行审计和整改情况公开',
    kinds: ['审计公告', '财务信息', '工作动态'],
    asked: '审计项目计划、整改结果',
  },
  交通运输局: {
    focus: '农村公路建设和公共交通服务',
    kinds: ['工程招标信息', '行政执法信息', '出行服务信息'],
    asked: '道路规划、客运线路',
  },
};

const governmentTrade: Trade = {
  focus: '重大项目、民生实事和优化营商环境',
  kinds: ['政策文件', '重点领域信息', '政务动态'],
  asked: '土地征收、房屋拆迁、城乡规划',
};

const townTrade: Trade = {
  focus: '乡村振兴、惠民补贴和村级事务',
  kinds: ['惠民补贴信息', '财务信息', '工作动态'],
  asked: '土地流转、低保评定',
};

export function randomBody(
  random: Random,
  kind = random.pick(['government', 'department', 'department', 'town'] as const),
): Body {
  const area = random.pick(areas);
  switch (kind) {
    case 'government':
      return governmentOf(area);
    case 'department':
      return departmentOf(area, random.pick(Object.keys(departments)));
    case 'town': {
      const unit = area + random.pick(towns);
      return bodyOf(`${unit}人民政府`, kind, '镇政府', area, townTrade);
    }
  }
}

export function governmentOf(area: string): Body {
  return bodyOf(`${area}人民政府`, 'government', `${area.slice(-1)}政府`, area, governmentTrade);
}

/** Throws for a department that has no entry here. */
export function departmentOf(area: string, name: string): Body {
  const trade = departments[name];
  if (!trade) throw new Error(`no such department: ${name}`);
  return bodyOf(area + name, 'department', `我${name.slice(-1) === '会' ? '委' : '局'}`, area, trade);
}

function bodyOf(unit: string, kind: Body['kind'], self: string, area: string, trade: Trade): Body {
  return { unit, kind, self, area, city: area.endsWith('市'), site: `${area}人民政府门户网站`, ...trade };
}
