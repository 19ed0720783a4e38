export * from './types.ts';
export * from './decision/conversation.ts';
export { decide } from './decision/decide.ts';
export { defaultPolicy } from './decision/default-policy.ts';
export type { Evidence } from './decision/evidence.ts';
export { policySchema, withThresholds, type LabelThresholds, type Policy } from './decision/policy.ts';
export * from './decision/verdict.ts';
export { applyRules, maxRuleChars, type RuleContext } from './rules/index.ts';
