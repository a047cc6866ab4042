/** What a passage speaks of before an offset: requests for information, or other matters that are asked for and handled. */

import { madeOnce } from '../made-once.ts';
import type { Span } from './passage.ts';
import type { Reading } from './reading.ts';

export type Topic = 'requests' | 'other' | null;

/** The first group is filled where requests are spoken of. */
const topics =
  /(依申请公开|公开申请|申请公开|依申请|信息公开类?申请|申请(?:人|量|件|办理|答复)|(?<!复议|许可|补贴|资金|救助|贷款|登记|认定|项目|入党)申请(?!行政复议|复议))|(?:查档|档案|移交|寄存|审核|查阅|预约|变更|公证|援助|资质|落户|报名|年检|注册|备案|许可|补贴|资金|救助|贷款|登记|认定|项目|仲裁|调解)申请|建议|提案|议案|信件|留言|来信|来电|热线|12345|工单|咨询|诉求|信箱|信访件|(?<!公开)办件|网民|群众反映|行政许可|审批|信访|政务服务事项/g;

/** The words of a claim itself: 办结政府信息公开申请5件. */
const ownWords = /[^,;。:]{0,24}/y;

/** What was spoken of last before an offset; the heading above counts where the passage says nothing. */
export function topicAt(reading: Reading, at: number): Topic {
  ownWords.lastIndex = at;
  const own = lastTopic(ownWords.exec(reading.plain)?.[0] ?? '');
  if (own) return own;
  const before = topicBefore(reading, at + 1);
  return before ?? lastTopic(reading.heading) ?? (reading.section === 'requests' ? 'requests' : null);
}

/** What the words speak of last, from an offset on. */
function lastTopic(words: string, from = 0): Topic {
  let topic: Topic = null;
  topics.lastIndex = from;
  for (let match = topics.exec(words); match; match = topics.exec(words)) topic = topicOf(match);
  return topic;
}

function topicOf(match: RegExpExecArray): Topic {
  return match[1] === undefined ? 'other' : 'requests';
}

interface NamedTopic extends Span {
  readonly topic: Topic;
}

const namedTopics = new WeakMap<Reading, readonly NamedTopic[]>();

/** As many characters as decide whether a topic is named at an offset, with what must not follow. */
const topicReach = 12;

/** What the first `length` characters speak of last. */
function topicBefore(reading: Reading, length: number): Topic {
  const { plain } = reading;
  const named = madeOnce(namedTopics, reading, () =>
    Array.from(plain.matchAll(topics), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      topic: topicOf(match),
    })),
  );
  // Near the end, what follows must not tell: it is read again without it.
  const decided = length - topicReach;
  let last: NamedTopic | null = null;
  for (const topic of named) {
    if (topic.start > decided) break;
    last = topic;
  }
  const near = lastTopic(plain.slice(0, length), Math.max(last?.end ?? 0, decided + 1));
  return near ?? last?.topic ?? null;
}
