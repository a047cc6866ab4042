/** Running text for the cases of the likeness rules: some three hundred characters of one office's year. */
import type { CaseReport } from '../case-report.ts';

export const ownText: NonNullable<CaseReport['text']> = {
  overview: [
    '2022年，我局围绕档案资源建设和查阅服务，把公开工作分解到各科室，逐月核对进度。',
    '（一）主动公开。全年在区政府门户网站发布馆藏开放目录12批，涉及民国时期地契、族谱和老照片；配合家谱展览编写通俗读本两种，放在阅览室供市民取阅。',
    '（二）依申请公开。来馆查阅的群众多为办理工龄认定和婚姻登记证明，窗口先行检索，当日出具复印件，未转为公开申请。',
    '（三）政府信息管理。对涉及个人隐私的案卷逐页遮盖，开放鉴定由两名馆员背靠背提出意见，意见不同的提交鉴定委员会讨论。',
    '（四）平台建设。数字档案馆二期上线，检索页面增加了拼音和繁体对照，手机端可以预约时段；清点了失效链接36处。',
    '（五）监督保障。请退休教师担任义务监督员，每季度在阅览室开一次座谈会，记下的意见由办公室逐条回复。',
  ],
  problems: ['老照片的著录还不完整，不少只有拍摄地点而没有年份。明年将联系摄影协会的老会员辨认，边辨认边补录。'],
};

/** The same with other figures and another year, as a copyist makes it. */
export const copiedText: NonNullable<CaseReport['text']> = Object.fromEntries(
  Object.entries(ownText).map(([section, lines]) => [
    section,
    lines.map((line) => line.replace('2022年', '2023年').replace('12批', '15批').replace('36处', '1,041处')),
  ]),
);

/** Another office's year. */
export const otherText: NonNullable<CaseReport['text']> = {
  overview: [
    '2023年，我局以预算公开和惠农补贴发放为重点，接受人大代表和群众的询问，全年答复询问一百余次。',
    '（一）主动公开。预算、决算和部门支出绩效评价结果在统一专栏发布，补贴名单在村务公示栏张贴七天，同时在网上保留一年。',
    '（二）依申请公开。有申请人询问道路项目的评审结论，经与建设单位会商，提供了结论部分，并说明未提供部分的理由。',
    '（三）政府信息管理。拟稿时填写公开属性，选择不公开的写明依据，由法制科复核后归入电子台账。',
    '（四）平台建设。专栏按收入、支出、债务、采购四类重新编排，表格附可下载的电子表格文件，方便比对历年数字。',
    '（五）监督保障。邀请会计师协会对公开的决算表抽查，指出的三处合计差错当天改正，并在全局通报。',
  ],
  problems: [
    '绩效评价报告的文字偏长，非专业读者不易看懂。今后另写一页以内的摘要，列出项目花了多少钱、办成了什么事。债务数据的口径说明也偏简单，拟补充名词解释，并附上前三年的数字供对照。',
  ],
};
