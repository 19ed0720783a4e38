import { describeOnBoth } from '../testing/both-databases.ts';
import { describeQueue } from './queue.contract.ts';

describeOnBoth(describeQueue);
