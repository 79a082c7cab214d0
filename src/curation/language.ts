// The commonest words of each language, about as many of each, so that shares can be compared.
const commonWords: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for was with as by it from are on has which at be this have its not will',
  pt: 'de o que e do da em um para não uma os no se na por mais as dos como mas foi ao são com',
  es: 'de la que el en y los del se las por un para con no una su al lo como más es ha fue sus',
  fr: 'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se il ce avec',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an wird bei',
  it: 'di e il la che in un a per è una sono con non si da del della i le al dei nel come anche',
  nl: 'de het een en van in is dat op te zijn met voor niet aan er om ook als door naar bij wordt heeft uit',
};
const lists = Object.entries(commonWords).map(
  ([language, list]) => [language, new Set(list.split(' '))] as const,
);

const fewestWords = 20;

/**
 * A guess at the language of a text, from its script or, in Latin letters, from its commonest words.
 * @returns a BCP 47 tag without a region, or `und` (undetermined) for a text that is too short, mixed, or in another language
 */
export function guessLanguage(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const shareOf = (script: RegExp) => letters.filter((letter) => script.test(letter)).length / letters.length;
  if (shareOf(/\p{Script=Latin}/u) > 0.8) return guessByWords(text);
  const kana = shareOf(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
  if (kana + shareOf(/\p{Script=Han}/u) > 0.5) return kana > 0.1 ? 'ja' : 'zh';
  if (shareOf(/\p{Script=Hangul}/u) > 0.5) return 'ko';
  if (shareOf(/\p{Script=Greek}/u) > 0.5) return 'el';
  if (shareOf(/\p{Script=Hebrew}/u) > 0.5) return 'he';
  if (shareOf(/\p{Script=Thai}/u) > 0.5) return 'th';
  if (shareOf(/\p{Script=Cyrillic}/u) > 0.5) return guessByLetters(text);
  return 'und';
}

/** Cyrillic is written by many languages; only letters that set two of them apart decide. */
function guessByLetters(text: string): string {
  if (/[іїєґ]/i.test(text)) return /[ыэёў]/i.test(text) ? 'und' : 'uk';
  return /[ыэ]/i.test(text) && !/[әғқңөұүһјљњ]/i.test(text) ? 'ru' : 'und';
}

function guessByWords(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < fewestWords) return 'und';
  const [best, second] = lists
    .map(([language, list]) => ({
      language,
      share: words.filter((word) => list.has(word)).length / words.length,
    }))
    .sort((a, b) => b.share - a.share);
  if (!best || !second || best.share < 0.2 || best.share < 1.3 * second.share) return 'und';
  return best.language;
}
