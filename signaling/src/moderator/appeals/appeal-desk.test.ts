import { describeOnBoth } from '../testing/both-databases.ts';
import { describeAppealDesk } from './appeal-desk.contract.ts';

describeOnBoth(describeAppealDesk);
