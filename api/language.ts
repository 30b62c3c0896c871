import type { Request } from 'express';
import { z } from 'zod';
import type { Title } from '../domain/kernel/case-type.ts';

/** Languages that titles and messages can be had in; Chinese where nobody asks for another. */
export type Language = keyof Title;

const known = new WeakMap<Request, Language>();

/** The language in which a request wants to be answered. */
export function languageOf(req: Request): Language {
  const language = known.get(req) ?? (req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');
  known.set(req, language);
  return language;
}

type Said = z.core.$ZodErrorMap;

/** What people most often do wrong. */
type Wrong = 'missing' | 'empty' | 'tooShort' | 'tooFew' | 'tooLong' | 'tooMany';

function wrongIn({ code, origin, minimum, input }: Parameters<Said>[0]): Wrong | undefined {
  if (code === 'invalid_type' && (input === undefined || input === null)) return 'missing';
  if (code === 'too_small' && origin === 'string') return minimum === 1 ? 'empty' : 'tooShort';
  if (code === 'too_small' && origin === 'array') return 'tooFew';
  if (code === 'too_big' && origin === 'string') return 'tooLong';
  if (code === 'too_big' && origin === 'array') return 'tooMany';
  return undefined;
}

/** It said without the words of a programmer, with the bound that was passed; all else as the schemas' own library says it. */
const PLAIN: Record<Language, Record<Wrong, (bound: unknown) => string>> = {
  zh: {
    missing: () => '必须填写',
    empty: () => '不能为空',
    tooShort: (least) => `至少 ${least} 个字符`,
    tooFew: (least) => `至少 ${least} 项`,
    tooLong: (most) => `最多 ${most} 个字符`,
    tooMany: (most) => `最多 ${most} 项`,
  },
  en: {
    missing: () => 'must be filled in',
    empty: () => 'must not be empty',
    tooShort: (least) => `at least ${least} characters`,
    tooFew: (least) => `at least ${least}`,
    tooLong: (most) => `at most ${most} characters`,
    tooMany: (most) => `at most ${most}`,
  },
};

const OWN = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const saying =
  (language: Language): Said =>
  (issue) => {
    const wrong = wrongIn(issue);
    return wrong ? PLAIN[language][wrong](issue.minimum ?? issue.maximum) : OWN[language](issue);
  };
const MESSAGES = { zh: saying('zh'), en: saying('en') };

/** What schemas say where no request tells the language. */
export const DEFAULT_MESSAGES = { localeError: MESSAGES.zh };

/** What a schema says about wrong input, in the language of the request. */
export const messagesFor = (req: Request) => ({ error: MESSAGES[languageOf(req)] });
