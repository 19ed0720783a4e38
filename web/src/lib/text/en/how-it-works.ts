/** The page of honest words. Every claim on it must be true of the code that runs. */
export const howItWorks = {
  title: 'How Sotto works',
  description:
    'What Sotto is, what its server knows and does not know, and what the safety code can and cannot prove.',
  heading: 'How it works, honestly',
  lead: 'Anonymous places ask for a lot of trust. Here is what you’d be trusting, and where it ends.',
  contents: 'On this page',
  sections: [
    {
      id: 'steps',
      heading: 'From start to hello',
      paragraphs: [
        'Your browser makes a key pair: that is your whole identity. It tells the server your nickname, that you said you’re an adult, and the public half of the key.',
        'When you search, it also sends what you chose to say (interests, languages, and age, gender or region if you gave them) and whom you’d like to meet. The server looks for a person whose wishes fit yours, and yours theirs.',
        'Both browsers then get each other’s nickname, the interests and languages you share, and what they need to connect. Your messages and pictures never pass through that server.',
      ],
    },
    {
      id: 'server',
      heading: 'What the server knows',
      knows: {
        yes: {
          heading: 'It knows',
          items: [
            'your nickname and public key, while your session lasts (24 hours at most without use)',
            'what you entered for the search, while you are searching',
            'your network address for as long as you are connected, as every server does; it is counted against abuse only in a scrambled form',
            'that you were introduced to somebody, while that chat is being set up and kept',
            'that a connection came about or failed, by which kind of path and roughly how fast: a count, sent without saying whose',
            'how the reports that your session sent were decided, for about three days',
            'what somebody shows it in a report, and a code by which a reported person can be banned',
          ],
        },
        no: {
          heading: 'It never gets',
          items: [
            'a message or a picture, unless one of you reports it, or a key that could open one',
            'your name, e-mail or phone number',
            'a list of who met whom: it keeps none',
            'logs with addresses, nicknames or content: it writes none',
          ],
        },
      },
      paragraphs: [],
    },
    {
      id: 'address',
      heading: 'Who can see your network address',
      paragraphs: [
        'In direct mode the two browsers exchange their network (IP) addresses, because that is how they find each other. Your chat partner’s browser can see yours. An address usually tells the internet provider and roughly the region, not your name or street. A curious person can look at it.',
        'Where the operator of this site runs a relay, it is used by default: then your partner sees only the relay’s address. The relay passes sealed data on and can’t open it.',
        'The chat always shows which of the two is in use. If you don’t want your address seen in direct mode, use a VPN you trust.',
      ],
    },
    {
      id: 'code',
      heading: 'What the safety code proves',
      paragraphs: [
        'Each chat has a code of eight pictures, computed from both sides’ keys, the connection itself and a random number from each browser. If you both see the same eight, nobody, this server included, has slipped in between.',
        'It only helps if you compare it somewhere else, such as a call with a voice you know. And it proves nothing about the person: not their name, not their age, not their intentions. Nor can it tell you whether this page is genuine: a site that altered its own page could show any code.',
        'Even without it, your browser checks the keys it was given against the connection, and refuses to talk if they don’t fit.',
      ],
    },
    {
      id: 'pictures',
      heading: 'How pictures are sent',
      paragraphs: [
        'You look at a picture before it goes. Your browser writes it anew from its pixels, at most 2,048 of them a side, so that place, time and camera stay with you; an animation becomes a still. What it shows goes over all the same: a face, a street sign, a screen.',
        'Your browser signs what the picture is, as it signs a message, and sends it sealed in small parts. Your partner’s checks each part and the whole against that, and drops what doesn’t fit. Either of you can stop a picture until it is complete.',
        'A picture that you get is read by your browser only within limits that keep it from harm. It stays blurred until a model on your device has found nothing in it, or you choose to see it. No person has looked at it before you.',
      ],
    },
    {
      id: 'screening',
      heading: 'How messages are screened',
      paragraphs: [
        'Your browser looks at what you get before you see it, with simple rules and a small model that run on your device. What looks like hate, a threat, an insult, sexual talk or advertising is hidden, with the reason and a way to see it. Nobody else learns what was hidden.',
        'It also looks at what you write, and asks before something hurtful, or your phone number, goes out. Your partner’s browser looks for itself, whatever yours does.',
        'It makes mistakes. It misses much that is meant to hurt without hurtful words, and sometimes hides what is harmless. It was measured best in English; German and Portuguese have weaker models, and other languages only the rules. The chat tells you when the rules stand alone.',
        'How strict it is, you choose among your details. Hate and threats are hidden whatever you choose.',
      ],
    },
    {
      id: 'kept',
      heading: 'What is kept, and where',
      paragraphs: [
        'Messages and pictures are held in the memory of the open tab and nowhere else; of many large pictures only the newest. Those of your last chat stay there until the next one opens, so that you can still report it. Your nickname and preferences are kept in this browser so that you needn’t type them again, and so are the receipts of your reports.',
        'Pressing Esc twice in a chat, or the button “Close and wipe”, ends it at once, deletes your identity here and on the server, and clears what this browser stored for Sotto. Your partner keeps what they have already seen.',
      ],
    },
    {
      id: 'reports',
      heading: 'How reporting works',
      paragraphs: [
        'Your browser signs each message with a key made for this one chat, and so does your partner’s. Whoever reports sends moderators those signatures and the lines they choose. So a moderator can check what the other person wrote, although no server ever saw the chat. It holds for you too: your partner can show a moderator what you wrote.',
        'You see exactly what will be sent before it is. A withheld line tells moderators who wrote and when, and nothing else; it can’t be dropped without a trace, so nobody can leave out the middle of a conversation unseen. Your own lines count as checked only if your partner’s browser has signed that it got them. The rest is your word.',
        'Each browser holds a sealed ticket that only this server can open, and only for a few days. A report carries it, and from it the server learns that the two of you met. It stores the report encrypted, with a code that stands for the reported person. It stores none for who reported; for about three days it remembers, apart from the report, how reports of one session were decided. After a time that the operator sets, the report is deleted. It is kept longer only while an appeal is open, for a limited time, or while the law asks an administrator to keep it.',
        'What a report can’t prove: who a person is, how old they are, or what was said elsewhere. A moderator reads it and decides; a machine doesn’t. What can follow is nothing, a warning or a ban; whoever gets one of those is told why, and can appeal once to another moderator. Blocking needs no report, and tells nobody anything.',
        'The receipt of a report is all that links it to you. It is kept in your browser and shows what became of the report. If you delete your identity it is gone from here, and the report stays.',
      ],
    },
    {
      id: 'limits',
      heading: 'What we can’t do for you',
      paragraphs: [
        'We can’t check anybody’s age or identity. We can’t stop a person from photographing their screen. We can’t read along, so nobody watches over a chat either: you hold Next, Leave, Block and Report.',
        'If someone makes you feel uneasy, go. If someone threatens you or asks for money or pictures, stop answering and talk to somebody you trust, or to the police.',
      ],
    },
  ],
} as const;
