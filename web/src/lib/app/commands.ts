import { withBlock } from './avoid-list.ts';
import { stay, type Command, type Core, type CoreStep, type Surroundings } from './core.ts';
import { endCurrent } from './match.ts';
import { beginSearch } from './searching.ts';

/** What the person asks for. One that makes no sense now changes nothing. */

export function command(core: Core, asked: Command, around: Surroundings): CoreStep {
  switch (asked.type) {
    case 'start':
      return start(core, asked, around);
    case 'cancel':
      return cancel(core);
    case 'next':
      return next(core, around);
    case 'leave':
      return toIdle(core);
    case 'block':
      return block(core);
    case 'forget':
      return forget(core);
    case 'panic':
      return {
        core: { stage: { at: 'wiped' }, signaling: 'off', avoid: { blocks: [], recent: [] }, outbox: [] },
        effects: [...endCurrent(core), { type: 'wipe' }, { type: 'disconnect' }],
      };
  }
}

function start(core: Core, asked: Extract<Command, { type: 'start' }>, around: Surroundings): CoreStep {
  const { stage, profile: former } = core;
  if (stage.at !== 'idle' && stage.at !== 'failed' && stage.at !== 'over') return stay(core);
  if (!asked.supported)
    return { core: { ...core, stage: { at: 'failed', failure: 'unsupported-browser' } }, effects: [] };
  const { profile, avoid } = asked;
  const known = { ...core, profile, avoid };
  const renamed = former !== undefined && former.nickname !== profile.nickname;
  if (!renamed || core.signaling === 'off') return beginSearch(known, [], around);
  // A session has one nickname, so another one needs another session.
  return beginSearch({ ...known, signaling: 'off' }, [{ type: 'disconnect' }], around);
}

function cancel(core: Core): CoreStep {
  switch (core.stage.at) {
    case 'searching':
      return toIdle(core);
    case 'signing-in':
      return {
        core: { ...core, stage: { at: 'idle' }, signaling: 'off' },
        effects: [{ type: 'disconnect' }],
      };
    default:
      return stay(core);
  }
}

function next(core: Core, around: Surroundings): CoreStep {
  switch (core.stage.at) {
    case 'found':
    case 'chatting':
    case 'over':
    case 'failed':
      return beginSearch({ ...core, outbox: [] }, endCurrent(core), around);
    default:
      return stay(core);
  }
}

function block(core: Core): CoreStep {
  const { stage } = core;
  if (stage.at !== 'found' && stage.at !== 'chatting' && stage.at !== 'over') return stay(core);
  const avoid = withBlock(core.avoid, stage.live.avoid);
  const ended = toIdle(core);
  return { core: { ...ended.core, avoid }, effects: [...ended.effects, { type: 'save-avoid', avoid }] };
}

/** Signs out for good: the runner then deletes what is stored here and at the server. */
function forget(core: Core): CoreStep {
  return {
    core: { stage: { at: 'idle' }, signaling: 'off', avoid: { blocks: [], recent: [] }, outbox: [] },
    effects: [...endCurrent(core), { type: 'disconnect' }],
  };
}

function toIdle(core: Core): CoreStep {
  if (core.stage.at === 'signing-in') return cancel(core);
  return { core: { ...core, stage: { at: 'idle' }, outbox: [] }, effects: endCurrent(core) };
}
