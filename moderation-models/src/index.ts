export * from './types.ts';
export * from './decision/conversation.ts';
export { applyRules, maxRuleChars, type RuleContext } from './rules/index.ts';
