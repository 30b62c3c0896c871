import { speak, useLanguage } from '../../shared/language.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { read, useReadingMode } from './reading-mode.ts';

const TEXTS = texts(
  { tools: '阅读方式', large: '大字', contrast: '高对比', other: 'English' },
  { tools: 'Reading', large: 'Large type', contrast: 'High contrast', other: '中文' },
);

/** Large type, high contrast, language: at the top of every page, remembered. */
export function ReadingTools() {
  const t = useTexts(TEXTS);
  const { large, contrast } = useReadingMode();
  const language = useLanguage();
  return (
    <fieldset className="reading-tools">
      <legend className="unseen">{t.tools}</legend>
      <button type="button" className="tool" aria-pressed={large} onClick={() => read({ large: !large })}>
        {t.large}
      </button>
      <button type="button" className="tool" aria-pressed={contrast} onClick={() => read({ contrast: !contrast })}>
        {t.contrast}
      </button>
      <button
        type="button"
        className="tool"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
      >
        {t.other}
      </button>
    </fieldset>
  );
}
