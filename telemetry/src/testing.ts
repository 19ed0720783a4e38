export { startCollector } from './testing/collector.ts';
