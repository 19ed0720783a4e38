const wikipedia = 'text CC BY-SA 3.0, labels CC0';

/** The licence that each source of training data states. */
export const licences: Readonly<Record<string, string>> = {
  wikipedia_talk: wikipedia,
  wikipedia_talk_b: wikipedia,
  wikipedia_talk_c: wikipedia,
  wikipedia_talk_d: wikipedia,
  wikipedia_talk_context: wikipedia,
  civil_comments: 'CC0',
  paradetox: 'CC0',
  davidson: 'MIT',
  edos: 'CC0',
  hatemoji: 'CC BY 4.0',
  discord_automod: 'MIT',
  diasafety: 'Apache 2.0',
  diasafety_benign: 'Apache 2.0',
  identity_templates: 'Apache 2.0',
  convabuse: 'CC BY 4.0',
  sms: 'CC BY 4.0',
  goemotions_positive: 'Apache 2.0',
  goemotions_neutral: 'Apache 2.0',
  xpersona: 'MIT',
  ubuntu_irc: 'CC BY 4.0 (annotations), public logs',
  gahd: 'CC BY 4.0',
  germeval: 'CC BY 4.0',
  toldbr: 'CC BY-SA 4.0',
  mlma: 'MIT',
};
