/** Where the digits 0 to 9 of other scripts begin: Arabic, Persian, Devanagari, Bengali, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];
const otherDigit = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g;
/** The letter o in place of a zero: before a digit or between two. */
const letterZero = /(?<![\p{L}\p{N}])o(?=\d)|(?<=\d)o(?=\d)/giu;

/** The text with every digit as `0` to `9`; each sign keeps its place. */
export const plainDigits = (text: string): string =>
  text
    .replace(otherDigit, (sign) => {
      const code = sign.charCodeAt(0);
      const zero = zeros.find((start) => code >= start && code < start + 10) ?? code;
      return String(code - zero);
    })
    .replace(letterZero, '0');
