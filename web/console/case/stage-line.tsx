import { CheckOutlined } from '@ant-design/icons';
import { texts, useTexts } from '../../shared/texts.ts';
import { STAGE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { wayOf } from './stages.ts';
import type { CaseEvent, CaseView } from './types.ts';

const TEXTS = texts({ way: '办理进度', now: '当前阶段', done: '已完成' }, { way: 'Progress', now: 'Present stage', done: 'Done' });

/** The way of the case, with where it stands. */
export function StageLine({ kase, events }: { kase: CaseView; events: readonly CaseEvent[] }) {
  const t = useTexts(TEXTS);
  const words = useWords(STAGE_WORDS);
  const way = wayOf(
    kase.type,
    kase.stage,
    events.map((event) => event.stage),
  );
  return (
    <ol className="stages" aria-label={t.way}>
      {way.map(({ stage, state }, i) => (
        <li key={stage} className={`stage stage-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="stage-mark" aria-hidden>
            {state === 'done' ? <CheckOutlined /> : i + 1}
          </span>
          <span className="stage-name">
            {stage === kase.stage ? kase.stageTitle : words(stage)}
            {state !== 'ahead' && <span className="only-read">（{state === 'now' ? t.now : t.done}）</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
