import { dictionary } from '@zxcvbn-ts/language-common';
import { pinyin } from 'pinyin-pro';

/** What must be left of a password once the words that anybody would try are taken out of it. */
const ENOUGH = 8;
/** Words that are no secret here: the product, and what everybody in it does. */
const OURS = ['anlao', '安老', 'yanglao', '养老', 'minzheng', '民政'];
/** A word shorter than this is in every password. */
const SHORTEST = 3;

let common: Set<string> | undefined;
/** 49,233 passwords that were leaked most often, small letters; they ship with the product and nobody is asked about any. */
const commonPasswords = (): Set<string> => {
  common ??= new Set(dictionary['passwords-common']);
  return common;
};

/** Who chooses the password: what others know of them is no part of a secret. */
export interface Chooser {
  username: string | null;
  name: string;
  /** Code and name of their division. */
  division: string;
  divisionName: string;
}

/**
 * Why a password is one of the first that somebody would try, or nothing (OWASP ASVS 5.0: 6.2.4, 6.2.11, 6.2.12): a common one, also with
 * something before or after it, or little more than names of the product, the person and the place.
 */
export function weaknessOf(password: string, chooser: Chooser): string | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  if (isCommon(plain)) return 'this is one of the passwords that are tried first';
  const rest = wordsAbout(chooser).reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest === plain) return undefined;
  if ([...rest].length < ENOUGH || isCommon(rest)) return 'this is little more than names that others know';
  return undefined;
}

/** As it is, or without the digits and signs around its letters when little else is left. */
function isCommon(text: string): boolean {
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const isMostOfIt = core.length >= SHORTEST && text.length - core.length <= 4;
  return commonPasswords().has(text) || (isMostOfIt && commonPasswords().has(core)) || new Set(text).size <= 2;
}

/** The longest first, so that a part of a word does not stay. */
const wordsAbout = ({ username, name, division, divisionName }: Chooser): string[] => {
  const place = divisionName.replace(/[省市县区镇乡]$/, '');
  const words = [...OURS, username ?? '', name, spelled(name), division, divisionName, spelled(divisionName), place, spelled(place)];
  return [...new Set(words.map((word) => word.normalize('NFKC').toLowerCase()))]
    .filter((word) => [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : SHORTEST))
    .sort((a, b) => b.length - a.length);
};

/** In pinyin without tones or spaces. */
const spelled = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').replace(/\s/g, '');
