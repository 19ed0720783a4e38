import { describeOnBoth } from '../testing/both-databases.ts';
import { describeCaseDesk } from './case-desk.contract.ts';

describeOnBoth(describeCaseDesk);
