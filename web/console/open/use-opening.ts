import { App, type FormInstance } from 'antd';
import { useNavigate } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { inputOf } from '../forms/fields.ts';
import { markRefused } from '../forms/refused.ts';
import { keepAsked } from '../offline/hand-in.ts';
import { dropWaiting } from '../offline/queue.ts';
import type { WaitingOpening } from '../offline/store.ts';
import { useAttempt } from '../parts/use-attempt.ts';
import { useRequestKey } from '../parts/use-request-key.ts';
import { useMe } from '../session/me.ts';
import { DESCRIBED_FIELDS, OPENING_FIELDS, type Opening } from './fields.ts';
import { type AskedCase, type OpenedCase, sendOpening } from './send.ts';
import { OPEN_TEXTS } from './texts.ts';

interface Props {
  what: Opening;
  /** What waited and was not taken, which goes when the case is opened. */
  correcting: WaitingOpening | undefined;
  form: FormInstance;
  onOpened: (kase: OpenedCase) => void;
}

/** What is asked for with what was filled in. */
const askedFor = (what: Opening, { registered: _, institution, ...filled }: Record<string, unknown>) =>
  ({
    institution: inputOf(institution, DESCRIBED_FIELDS[what]),
    ...(inputOf(filled, OPENING_FIELDS[what]) as object),
  }) as AskedCase['input'];

/** Opens the case: once, however often it is sent. Without a network it waits on this device. */
export function useOpening({ what, correcting, form, onOpened }: Props) {
  const t = useTexts(OPEN_TEXTS);
  const { message } = App.useApp();
  const { id: by } = useMe();
  const navigate = useNavigate();
  const { attempt, problem, busy } = useAttempt();
  const keyOf = useRequestKey<string>();
  const send = (filled: Record<string, unknown>, called: string) =>
    attempt(async () => {
      const input = askedFor(what, filled);
      const key = keyOf(JSON.stringify(input));
      try {
        onOpened(await sendOpening({ what, input }, key));
      } catch (error) {
        if (error instanceof Problem) markRefused(form, error);
        if (!(await keepAsked(error, { by, key, what, input, institution: input.institution.name ?? called }))) throw error;
        void message.info(t.waits);
        void navigate('/waiting');
      }
      if (correcting) await dropWaiting(correcting);
    });
  return { send, problem, busy };
}
