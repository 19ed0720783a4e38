import { withBlock } from './avoid-list.ts';
import { initialCore, stay, type Command, type Core, type CoreStep, type Surroundings } from './core.ts';
import { allowDirect } from './direct.ts';
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
    case 'allow-direct':
      return allowDirect(core, asked.allow);
    case 'block':
      return block(core, asked.of);
    case 'acknowledge':
      return acknowledge(core, asked.receipt);
    case 'forget':
      return forget(core);
    case 'panic':
      return {
        core: { ...initialCore, stage: { at: 'wiped' } },
        effects: [...endCurrent(core).effects, { type: 'wipe' }, { type: 'disconnect' }],
      };
  }
}

function start(core: Core, asked: Extract<Command, { type: 'start' }>, around: Surroundings): CoreStep {
  const { stage, profile: former } = core;
  if (stage.at !== 'idle' && stage.at !== 'failed' && stage.at !== 'over' && stage.at !== 'banned')
    return stay(core);
  if (!asked.supported)
    return { core: { ...core, stage: { at: 'failed', failure: 'unsupported-browser' } }, effects: [] };
  const { profile, avoid } = asked;
  const known = { ...core, profile, avoid };
  const renamed = former !== undefined && former.nickname !== profile.nickname;
  if (!renamed) return beginSearch(known, [], around);
  // A session has one nickname, so another one needs another session, and a socket that stopped by itself another socket.
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
      return nextSearch(core, around);
    default:
      return stay(core);
  }
}

function nextSearch(core: Core, around: Surroundings): CoreStep {
  const ended = endCurrent(core);
  return beginSearch(ended.core, ended.effects, around);
}

function block(core: Core, of: Extract<Command, { type: 'block' }>['of']): CoreStep {
  const { stage } = core;
  const onPage = 'live' in stage ? stage.live.match : undefined;
  if (of !== undefined && of.match !== onPage) {
    // Somebody of before: the present match goes on.
    const avoid = withBlock(core.avoid, of.avoid);
    return { core: { ...core, avoid }, effects: [{ type: 'save-avoid', avoid }] };
  }
  if (stage.at !== 'found' && stage.at !== 'chatting' && stage.at !== 'over') return stay(core);
  const avoid = withBlock(core.avoid, stage.live.avoid);
  const ended = toIdle(core);
  return { core: { ...ended.core, avoid }, effects: [...ended.effects, { type: 'save-avoid', avoid }] };
}

function acknowledge(core: Core, receipt: string): CoreStep {
  const warnings = core.warnings.filter((warning) => warning.receipt !== receipt);
  if (warnings.length === core.warnings.length) return stay(core);
  return { core: { ...core, warnings }, effects: [{ type: 'acknowledge', receipt }] };
}

/** Back to a page on which nobody has been; the runner deletes what is stored here and at the server. */
function forget(core: Core): CoreStep {
  return { core: initialCore, effects: [...endCurrent(core).effects, { type: 'disconnect' }] };
}

function toIdle(core: Core): CoreStep {
  if (core.stage.at === 'signing-in') return cancel(core);
  const ended = endCurrent(core);
  return { core: { ...ended.core, stage: { at: 'idle' } }, effects: ended.effects };
}
