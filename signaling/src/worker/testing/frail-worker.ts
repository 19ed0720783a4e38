import { setTimeout as passed } from 'node:timers/promises';
import { answerCalls } from '../answer.ts';

/** The thread of the tests: doubles numbers, and fails or dies where it is asked to. */

let answered = 0;

answerCalls<number | 'fail' | 'die' | 'count', number>(async (request) => {
  if (request === 'count') return answered;
  if (request === 'fail') throw new RangeError('as asked');
  if (request === 'die') process.exit(7);
  await passed(request);
  answered += 1;
  return request * 2;
});
