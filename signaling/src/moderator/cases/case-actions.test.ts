import { describeOnBoth } from '../testing/both-databases.ts';
import { describeCaseActions } from './case-actions.contract.ts';

describeOnBoth(describeCaseActions);
