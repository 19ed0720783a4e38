import type { Action, Reason, Verdict } from '@sotto/moderation-models';
import type { ReportReason } from '@sotto/protocol';
import { contextWords, labelWords, ruleWords } from '../../text/en/screening.ts';

/** More would be a list to study. */
const namedReasons = 2;
const counting: readonly Action[] = ['warn', 'hide', 'hold', 'escalate'];

/** Why, in words: the gravest reasons, each once. Empty where nothing was found. */
export function reasonsInWords({ reasons }: Pick<Verdict, 'reasons'>): readonly string[] {
  const words = reasons.filter(({ action }) => counting.includes(action)).map(wordsOf);
  return [...new Set(words.filter((word) => word !== undefined))].slice(0, namedReasons);
}

function wordsOf(reason: Reason): string | undefined {
  switch (reason.from) {
    case 'rule':
      return ruleWords[`${reason.rule}.${reason.detail}`] ?? ruleWords[reason.rule];
    case 'label':
      return labelWords[reason.label];
    case 'context':
      return contextWords[reason.pattern];
    case 'picture':
    case 'model':
      return undefined;
  }
}

/** Whether all that was found is for the writer's own sake. */
export function isPersonal({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  const found = reasons.filter(({ action }) => counting.includes(action));
  return (
    found.length > 0 && found.every((reason) => reason.from === 'rule' && reason.rule === 'personal_data')
  );
}

/** What a report of such a line would most likely be about; the person may choose otherwise. */
export function likelyReport({ reasons }: Pick<Verdict, 'reasons'>): ReportReason | undefined {
  for (const reason of reasons) {
    if (!counting.includes(reason.action)) continue;
    const found = reportOf(reason);
    if (found !== undefined) return found;
  }
  return undefined;
}

function reportOf(reason: Reason): ReportReason | undefined {
  switch (reason.from) {
    case 'rule':
      return byRule[`${reason.rule}.${reason.detail}`] ?? byRule[reason.rule];
    case 'label':
      return byRule[reason.label];
    case 'context':
      return 'harassment';
    case 'picture':
      return 'inappropriate';
    case 'model':
      return undefined;
  }
}

const byRule: Partial<Record<string, ReportReason>> = {
  threat: 'threats',
  'threat.told_to_die': 'harassment',
  slur: 'harassment',
  hate: 'harassment',
  insult: 'harassment',
  toxic: 'harassment',
  sexual: 'inappropriate',
  'sexual.minor': 'inappropriate',
  profanity: 'harassment',
  obscene: 'harassment',
  spam: 'spam',
  link: 'spam',
  invitation: 'spam',
  scripted: 'spam',
};
