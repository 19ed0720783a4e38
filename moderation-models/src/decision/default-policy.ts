import type { Action } from '../types.ts';
import { policySchema, type Policy } from './policy.ts';

/** A row: what strict, standard and relaxed ask for. */
const row = (strict: Action, standard: Action, relaxed: Action) => ({ strict, standard, relaxed });
const all = (action: Action) => row(action, action, action);
const sides = (sender: ReturnType<typeof row>, receiver: ReturnType<typeof row>) => ({ sender, receiver });

const nothing = sides(all('allow'), all('allow'));
/** Words that adults may relax: only who is strict is spared them. */
const coarse = sides(row('warn', 'allow', 'allow'), row('hide', 'allow', 'allow'));
const kept = sides(all('warn'), all('hide'));
const grave = sides(all('hold'), all('escalate'));
const unfriendly = sides(row('warn', 'warn', 'allow'), row('hide', 'hide', 'warn'));
const both = (row: Policy['picture']['unseen']) => ({ fires: row, certain: row });

/** What holds unless an operator writes another table. The thresholds are replaced by those of the manifests. */
export const defaultPolicy: Policy = policySchema.parse({
  rules: {
    profanity: coarse,
    slur: kept,
    threat: sides(all('warn'), all('escalate')),
    'threat.told_to_die': kept,
    'threat.blackmail': grave,
    'threat.group_violence': grave,
    'threat.shooting': grave,
    self_harm: nothing,
    sexual: unfriendly,
    'sexual.minor': grave,
    spam: sides(all('warn'), row('hide', 'hide', 'warn')),
    link: sides(all('allow'), row('warn', 'allow', 'allow')),
    'link.hidden_target': sides(all('allow'), row('hide', 'warn', 'allow')),
    personal_data: sides(all('warn'), all('allow')),
    'personal_data.handle': sides(row('warn', 'warn', 'allow'), all('allow')),
    invitation: sides(row('warn', 'warn', 'allow'), row('hide', 'warn', 'allow')),
    scripted: sides(all('allow'), row('hide', 'warn', 'allow')),
    'scripted.repeated_line': sides(all('allow'), row('hide', 'warn', 'warn')),
    'scripted.flood': sides(all('warn'), row('hide', 'hide', 'warn')),
  },
  labels: {
    toxic: both(unfriendly),
    hate: { fires: kept, certain: sides(all('hold'), all('hide')) },
    threat: { fires: kept, certain: grave },
    insult: both(unfriendly),
    sexual: both(unfriendly),
    obscene: both(coarse),
    self_harm: both(nothing),
    spam: both(sides(all('warn'), row('hide', 'hide', 'warn'))),
  },
  thresholds: {
    toxic: { strict: 0.6, standard: 0.8, relaxed: 0.9, certain: 0.98 },
    hate: { strict: 0.4, standard: 0.6, relaxed: 0.6, certain: 0.95 },
    threat: { strict: 0.4, standard: 0.6, relaxed: 0.6, certain: 0.95 },
    insult: { strict: 0.6, standard: 0.8, relaxed: 0.9, certain: 0.98 },
    sexual: { strict: 0.5, standard: 0.8, relaxed: 0.9, certain: 0.98 },
    obscene: { strict: 0.6, standard: 0.8, relaxed: 0.9, certain: 0.98 },
    self_harm: { strict: 0.5, standard: 0.5, relaxed: 0.5, certain: 0.95 },
    spam: { strict: 0.6, standard: 0.8, relaxed: 0.9, certain: 0.98 },
  },
  clearedSlur: {
    hateBelow: 0.05,
    toxicBelow: 0.2,
    actions: sides(all('allow'), row('warn', 'warn', 'warn')),
  },
  picture: {
    explicit: { fires: kept, certain: grave },
    suggestive: both(kept),
    thresholds: {
      explicit: { strict: 0.3, standard: 0.5, relaxed: 0.5, certain: 0.95 },
      suggestive: { strict: 0.5, standard: 0.8, relaxed: 0.8, certain: 0.98 },
    },
    unseen: kept,
  },
  context: {
    lines: 12,
    unwantedLines: 3,
    repeatedLines: 3,
    escalationLines: 3,
    actions: {
      after_stop: sides(all('hold'), all('escalate')),
      unwanted_contact: sides(all('warn'), row('hide', 'warn', 'warn')),
      repeated: sides(all('hold'), all('escalate')),
      escalation: sides(all('hold'), all('escalate')),
    },
  },
});
