import { useEffect, useRef, useState } from 'react';
import { forgetDraft, keepDraft, keptDraft } from '../../shared/kept.ts';
import { type Draft, emptyDraft, isWritten } from './draft.ts';

const NAME = 'intake';
/** Typing rests this long before it is kept, in ms. */
const RESTS_MS = 400;

const isDraft = (kept: unknown): kept is Draft => typeof kept === 'object' && kept !== null && 'key' in kept && 'content' in kept;

/** The draft of the intake: what was typed before is there again, and what is typed now is kept. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [restored, setRestored] = useState<'reading' | 'nothing' | 'draft'>('reading');
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    keptDraft(NAME).then(
      (kept) => {
        if (isDraft(kept) && isWritten(kept)) setDraft({ ...emptyDraft(), ...kept });
        setRestored(isDraft(kept) && isWritten(kept) ? 'draft' : 'nothing');
      },
      () => setRestored('nothing'), // a browser that keeps nothing still takes complaints
    );
  }, []);

  const write = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void keepDraft(NAME, next).catch(() => undefined), RESTS_MS);
  };
  const begin = async () => {
    clearTimeout(waiting.current);
    setDraft(emptyDraft());
    setRestored('nothing');
    await forgetDraft(NAME).catch(() => undefined);
  };
  return { draft, write, begin, restored };
}
