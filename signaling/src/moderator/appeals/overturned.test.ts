import { describeOnBoth } from '../testing/both-databases.ts';
import { describeOverturned } from './overturned.contract.ts';

describeOnBoth(describeOverturned);
