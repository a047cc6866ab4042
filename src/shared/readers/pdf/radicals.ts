/**
 * CJK radicals folded to the unified characters they stand for. Some producers (Chromium among them) share one
 * glyph between the two, and text extraction then yields the radical: a label would never match its official wording.
 * The pairs are Unicode's property Equivalent_Unified_Ideograph.
 */

/** Radicals Supplement (U+2E80-U+2EF3): each radical (as an escape: the two look alike) and its character. */
const supplement =
  '\u2E81厂\u2E82乛\u2E83乚\u2E84乙\u2E85亻\u2E86冂\u2E87𠘨\u2E88刀\u2E89刂\u2E8A卜\u2E8B㔾\u2E8C小' +
  '\u2E8D小\u2E8E兀\u2E8F尣\u2E90尢\u2E91𡯂\u2E92巳\u2E93幺\u2E94彑\u2E95彐\u2E96忄\u2E97心\u2E98扌' +
  '\u2E99攵\u2E9B旡\u2E9C日\u2E9D月\u2E9E歺\u2E9F母\u2EA0民\u2EA1氵\u2EA2氺\u2EA3灬\u2EA4爫\u2EA5爫' +
  '\u2EA6丬\u2EA7牛\u2EA8犭\u2EA9王\u2EAA𤴔\u2EAB目\u2EAC示\u2EAD礻\u2EAE𥫗\u2EAF糹\u2EB0纟\u2EB1罓' +
  '\u2EB2罒\u2EB3㓁\u2EB4冗\u2EB5𦉫\u2EB6羊\u2EB7𦍌\u2EB8𦍋\u2EB9耂\u2EBA肀\u2EBB聿\u2EBC肉\u2EBD𦥑' +
  '\u2EBE艹\u2EBF艹\u2EC0艹\u2EC1虎\u2EC2衤\u2EC3覀\u2EC4西\u2EC5见\u2EC6角\u2EC7𧢲\u2EC8讠\u2EC9贝' +
  '\u2ECA𧾷\u2ECB车\u2ECC辶\u2ECD辶\u2ECE辶\u2ECF邑\u2ED0钅\u2ED1長\u2ED2镸\u2ED3长\u2ED4门\u2ED5𨸏' +
  '\u2ED6阝\u2ED7雨\u2ED8青\u2ED9韦\u2EDA页\u2EDB风\u2EDC飞\u2EDD食\u2EDE𩙿\u2EDF飠\u2EE0饣\u2EE1𩠐' +
  '\u2EE2马\u2EE3骨\u2EE4鬼\u2EE5鱼\u2EE6鸟\u2EE7卤\u2EE8麦\u2EE9黄\u2EEA黾\u2EEB斉\u2EEC齐\u2EED歯' +
  '\u2EEE齿\u2EEF竜\u2EF0龙\u2EF1龜\u2EF2亀\u2EF3龟';

/** Kangxi Radicals (U+2F00-U+2FD5), in order. */
const kangxi =
  '一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳' +
  '心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸' +
  '缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音' +
  '頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠';

const folded = new Map<number, number>();
const pairs = [...supplement];
for (let i = 0; i + 1 < pairs.length; i += 2) {
  folded.set((pairs[i] as string).codePointAt(0) as number, (pairs[i + 1] as string).codePointAt(0) as number);
}
for (const [i, character] of [...kangxi].entries()) folded.set(0x2f00 + i, character.codePointAt(0) as number);

// In simplified type the radical's glyph is that of 户, not of Unicode's 戶.
folded.set(0x2f3e, 0x6237);

/** The unified character's code point for a radical's; any other code point as it is. */
export function foldRadical(codePoint: number): number {
  if (codePoint < 0x2e80 || codePoint > 0x2fdf) return codePoint;
  return folded.get(codePoint) ?? codePoint;
}
