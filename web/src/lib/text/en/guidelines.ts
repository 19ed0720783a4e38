export { guidelineNames, guidelineTexts, reportSteps, safetyTips } from '@sotto/protocol/safety';
