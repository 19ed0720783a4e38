import { describeOnBoth } from '../testing/both-databases.ts';
import { describeAudit } from './audit.contract.ts';

describeOnBoth(describeAudit);
