import Ban from '@lucide/svelte/icons/ban';
import OctagonAlert from '@lucide/svelte/icons/octagon-alert';
import Flag from '@lucide/svelte/icons/flag';
import LogOut from '@lucide/svelte/icons/log-out';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { actions as text } from '#lib/text/en/chat.ts';

export interface ChatHandlers {
  readonly onsafety: () => void;
  readonly onleave: () => void;
  readonly onblock: () => void;
  /** Absent while there is nothing to report yet. */
  readonly onreport?: (() => void) | undefined;
  readonly onunderage?: (() => void) | undefined;
}

export interface ChatAction {
  readonly icon: typeof Flag;
  readonly label: string;
  readonly hint?: string;
  readonly grave?: boolean;
  /** On wide screens the header has it. */
  readonly inHeader?: boolean;
  readonly run: () => void;
}

/** What can be done with a chat: the same beside it on wide screens and in its menu on narrow ones. */
export function chatActions(handlers: ChatHandlers): readonly ChatAction[] {
  const { onsafety, onleave, onblock, onreport, onunderage } = handlers;
  return [
    { icon: ShieldCheck, label: text.safetyCode, run: onsafety },
    { icon: LogOut, label: text.leave, run: onleave },
    { icon: Ban, label: text.block, hint: text.blockHint, run: onblock },
    ...(onreport ? [{ icon: Flag, label: text.report, inHeader: true, run: onreport }] : []),
    ...(onunderage
      ? [{ icon: OctagonAlert, label: text.underage, hint: text.underageHint, grave: true, run: onunderage }]
      : []),
  ];
}
