import type { Request } from 'express';
import { z } from 'zod';
import type { Title } from '../domain/kernel/case-type.ts';

/** Languages that titles and messages can be had in; Chinese where nobody asks for another. */
export type Language = keyof Title;

export const languageOf = (req: Request): Language => (req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

const MESSAGES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** What a schema says about wrong input, in the language of the request. */
export const messagesFor = (req: Request) => ({ error: MESSAGES[languageOf(req)] });
