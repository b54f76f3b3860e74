import { describe, expect, it } from '@jest/globals';
import { knowledge } from '../support/build.ts';

/** Sentences that tell a person that they meet AI, as companies write them. */
const TOLD: [language: string, text: string][] = [
  ['en', 'Hello, I am Ava, the automated assistant of Acme. I am an artificial intelligence.'],
  ['en', 'This e-mail was written by an AI agent acting for Acme.'],
  ['en', "I'm Max, Acme's AI-powered helper."],
  ['en', 'This conversation is handled by an A.I. assistant.'],
  ['en', 'Responses are AI generated.'],
  ['en', 'You are talking to software, not a human.'],
  ['en', 'I am an automated voice assistant.'],
  ['en', 'Hi, I’m a bot.'],
  ['fr', "Bonjour, je suis l'assistant automatique d'Acme, une intelligence artificielle."],
  ['fr', 'Ce message a été rédigé par une IA.'],
  ['fr', "Réponse générée par l'IA"],
  ['fr', 'Je suis Léa, votre assistante IA.'],
  ['fr', 'Vous échangez avec un agent conversationnel.'],
  ['de', 'Guten Tag, ich bin der automatische Assistent der Acme GmbH.'],
  ['de', 'Diese Nachricht wurde von einem KI-Agenten verfasst.'],
  ['de', 'Ich bin eine KI und kein Mensch.'],
  ['de', 'Sie chatten mit einem Bot.'],
  ['de', 'KI-generierte Antwort'],
  ['es', 'Hola, soy el asistente automático de Acme, una inteligencia artificial.'],
  ['es', 'Está hablando con un chatbot.'],
  ['es', 'Texto generado por IA'],
  ['es', 'Soy una IA y puedo equivocarme.'],
  ['it', 'Stai parlando con un bot.'],
  ['it', "Testo generato dall'IA"],
  ['it', "Sono un assistente basato sull'IA."],
  ['nl', 'Dit bericht is geschreven door een AI-agent.'],
  ['nl', 'U spreekt met een geautomatiseerd systeem.'],
  ['nl', 'Ik ben een AI.'],
];

/** Words that say neither (guidelines on Art. 50, point 38): a person must judge. */
const VAGUE: [language: string, text: string][] = [
  ['en', 'You are chatting with our virtual assistant.'],
  ['en', 'Powered by ChatGPT'],
  ['de', 'Hallo, ich bin Max, Ihr digitaler Assistent.'],
  ['it', "Ciao, sono l'assistente virtuale di Acme."],
  ['nl', 'Hallo, ik ben de virtuele assistent van Acme.'],
  ['en', 'This is an automated message.'],
  ['fr', 'Bonjour, je suis votre assistante virtuelle.'],
  ['es', 'Hola, soy el asistente virtual de Acme.'],
  ['de', 'Diese Nachricht wurde automatisiert erstellt.'],
];

const ABSENT: [language: string, text: string][] = [
  ['en', 'Hello, how can I help you today?'],
  ['en', 'Discover our AI platform.'],
  ['en', 'We help you build your own chatbot.'],
  ['en', 'Our AI course starts in May.'],
  ['en', 'Hi, I’m Ai from Tokyo.'],
  ['en', 'A human agent will be with you shortly.'],
  ['en', 'I said that the main office is closed.'],
  ['fr', 'Bonjour, comment puis-je vous aider ?'],
  ['fr', 'Découvrez notre solution IA.'],
  ['fr', "J'ai besoin d'aide."],
  ['de', 'Guten Tag, wie kann ich helfen?'],
  ['de', 'Unsere KI-Lösung für den Vertrieb'],
  ['de', 'Ich bin Ihre persönliche Assistentin Anna.'],
  ['es', 'Hola, ¿en qué puedo ayudarle?'],
  ['es', 'Nuestra plataforma de IA para ventas'],
  ['it', 'Ciao, come posso aiutarti?'],
  ['it', 'Scopri la nostra soluzione di IA.'],
  ['nl', 'Hallo, waarmee kan ik helpen?'],
  ['nl', 'Ontdek ons AI-platform.'],
];

const DENIED: [language: string, text: string][] = [
  ['en', 'You are talking to a real person, not a bot.'],
  ['en', 'No bots here: our team answers.'],
  ['en', 'Never an AI, always one of us.'],
  ['en', 'This is not written by AI.'],
  ['en', 'Would you rather talk to one of us instead of a chatbot?'],
  ['fr', 'Je ne suis pas un robot.'],
  ['fr', "Ce message n'a pas été écrit par une IA."],
  ['fr', 'Ici, pas de robot : un conseiller vous répond.'],
  ['de', 'Hier antwortet Anna, kein Bot.'],
  ['de', 'Ich bin keine KI.'],
  ['es', 'No soy un bot, soy Ana.'],
  ['es', 'Este mensaje no fue escrito por una IA.'],
  ['it', 'Non sono un bot.'],
  ['nl', 'Geen bot, maar een mens.'],
  ['nl', 'Ik ben geen robot.'],
];

describe('knowledge/disclosure', () => {
  it.each(TOLD)('%s tells: %s', (_language, text) => {
    expect(knowledge.disclosure(text)).toMatchObject({ says: true });
  });

  it.each(VAGUE)('%s leaves open: %s', (_language, text) => {
    expect(knowledge.disclosure(text)).toMatchObject({ says: 'perhaps' });
  });

  it.each(ABSENT)('%s does not tell: %s', (_language, text) => {
    expect(knowledge.disclosure(text)).toEqual({ says: false });
  });

  it.each(DENIED)('%s denies: %s', (_language, text) => {
    expect(knowledge.disclosure(text)).toEqual({ says: false });
  });

  it('takes the plain words before the vague ones', () => {
    expect(knowledge.disclosure('I am your virtual assistant, an artificial intelligence.')).toMatchObject({
      says: true,
      words: 'artificial intelligence',
    });
  });

  it('quotes the words and the language', () => {
    expect(knowledge.disclosure('Hallo! Ich bin ein KI-Assistent.')).toEqual({
      says: true,
      words: 'KI-Assistent',
      language: 'de',
    });
  });

  it.each(['', '   ', '\n'])('says nothing of %j', (text) => {
    expect(knowledge.disclosure(text)).toBeUndefined();
  });

  it('covers each language that it promises', () => {
    const languages = new Set([...TOLD, ...DENIED].map(([language]) => language));
    expect([...languages].toSorted()).toEqual(['de', 'en', 'es', 'fr', 'it', 'nl']);
  });
});
