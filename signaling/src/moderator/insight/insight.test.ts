import { describeOnBoth } from '../testing/both-databases.ts';
import { describeInsight } from './insight.contract.ts';

describeOnBoth(describeInsight);
