import type { Request } from 'express';
import { z } from 'zod';
import type { Title } from '../domain/kernel/case-type.ts';

/** Languages that titles and messages can be had in; Chinese where nobody asks for another. */
export type Language = keyof Title;

export const languageOf = (req: Request): Language => (req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

type Said = z.core.$ZodErrorMap;

/** What people most often do wrong, without the words of a programmer; all else as the schemas' own library says it. */
const PLAIN: Record<Language, (issue: Parameters<Said>[0]) => string | undefined> = {
  zh: ({ code, origin, minimum, maximum, input }) => {
    if (code === 'invalid_type' && (input === undefined || input === null)) return '必须填写';
    if (code === 'too_small' && origin === 'string') return minimum === 1 ? '不能为空' : `至少 ${minimum} 个字符`;
    if (code === 'too_small' && origin === 'array') return `至少 ${minimum} 项`;
    if (code === 'too_big' && origin === 'string') return `最多 ${maximum} 个字符`;
    if (code === 'too_big' && origin === 'array') return `最多 ${maximum} 项`;
    return undefined;
  },
  en: ({ code, origin, minimum, maximum, input }) => {
    if (code === 'invalid_type' && (input === undefined || input === null)) return 'must be filled in';
    if (code === 'too_small' && origin === 'string') return minimum === 1 ? 'must not be empty' : `at least ${minimum} characters`;
    if (code === 'too_small' && origin === 'array') return `at least ${minimum}`;
    if (code === 'too_big' && origin === 'string') return `at most ${maximum} characters`;
    if (code === 'too_big' && origin === 'array') return `at most ${maximum}`;
    return undefined;
  },
};

const OWN = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const saying =
  (language: Language): Said =>
  (issue) =>
    PLAIN[language](issue) ?? OWN[language](issue);
const MESSAGES = { zh: saying('zh'), en: saying('en') };

/** What schemas say where no request tells the language. */
export const DEFAULT_MESSAGES = { localeError: MESSAGES.zh };

/** What a schema says about wrong input, in the language of the request. */
export const messagesFor = (req: Request) => ({ error: MESSAGES[languageOf(req)] });
