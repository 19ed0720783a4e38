import { workerData } from 'node:worker_threads';
import { Redis } from 'ioredis';
import { createMatchmakerWorker } from '../src/index.ts';

/** The matchmaker on a thread of its own, as it has a process of its own where it is deployed. */
createMatchmakerWorker({ redis: new Redis(String(workerData)) });
