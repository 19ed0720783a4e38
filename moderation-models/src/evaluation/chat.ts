import { z } from 'zod';

import { newConversation, noteLine, type Conversation } from '../decision/conversation.ts';
import type { ScreenedLine } from './rows.ts';
import type { Moment, Screened } from './screening.ts';

const person = z.enum(['a', 'b']);

/** Conversations of two strangers, each line with who writes it, in which nothing should be screened out. */
export const chatSchema = z.strictObject({
  version: z.literal(1),
  conversations: z
    .array(
      z.strictObject({
        /** BCP 47 tag, by which the model is chosen. */
        language: z.string().min(2).max(35),
        about: z.string().max(80),
        lines: z
          .array(z.tuple([person, z.string().min(1).max(2_000)]))
          .min(1)
          .max(200),
      }),
    )
    .max(200),
});
export type Chat = z.infer<typeof chatSchema>;

/** Screens one line by the model of its language. */
export type ScreenText = (text: string, language: string, moment: Moment) => Promise<Screened>;

const pauseMs = 8_000;

/**
 * Goes through the conversations as two devices live them: each line is screened where it is written and where it is read, and both
 * remember it with the verdict that they gave.
 */
export async function screenChat(chat: Chat, source: string, screen: ScreenText): Promise<ScreenedLine[]> {
  const screenedLines: ScreenedLine[] = [];
  for (const { language, lines } of chat.conversations) {
    const device: Record<'a' | 'b', Conversation> = { a: newConversation(0), b: newConversation(0) };
    let atMs = 0;
    for (const [writer, text] of lines) {
      atMs += pauseMs;
      const reader = writer === 'a' ? 'b' : 'a';
      const screened = await screen(text, language, {
        reader: device[reader],
        writer: device[writer],
        atMs,
      });
      const read = screened.verdicts.both.standard;
      device[reader] = noteLine(device[reader], { side: 'receiver', text, atMs, verdict: read });
      const written = screened.writer.both;
      device[writer] = noteLine(device[writer], { side: 'sender', text, atMs, verdict: written });
      screenedLines.push({ text, source, language, labels: { toxic: 0 }, screened });
    }
  }
  return screenedLines;
}
