import { describeOnBoth } from '../testing/both-databases.ts';
import { describeAccounts } from './accounts.contract.ts';

describeOnBoth(describeAccounts);
