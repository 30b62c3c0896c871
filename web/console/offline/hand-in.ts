import { newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { uploadEvidence } from '../../api/upload.ts';
import { keepAction, keepFile, keepOpening } from './queue.ts';
import { isKept } from './remember.ts';

const wantsNetwork = (error: unknown): boolean => error instanceof Problem && error.status === 0;

/** Whether something that failed for want of a network can be kept on this device: only for cases that are worked on on site. */
const canWait = async (error: unknown, caseNo: string): Promise<boolean> => wantsNetwork(error) && (await isKept(caseNo));

/** Uploads a file into a case; without a network it waits on this device, and its id stands for it until it is sent. @throws Problem */
export async function handIn(by: string, caseNo: string, file: File): Promise<{ id: string; name: string; waits: boolean }> {
  const key = newKey();
  try {
    const { id, name } = await uploadEvidence(caseNo, file, {}, key);
    return { id, name, waits: false };
  } catch (error) {
    if (!(await canWait(error, caseNo))) throw error;
    const id = await keepFile({ by, caseNo, key, file, name: file.name, about: {} });
    return { id, name: file.name, waits: true };
  }
}

/** Keeps a step that could not be sent for want of a network. @returns whether it was kept */
export async function keepStep(error: Problem, step: Parameters<typeof keepAction>[0]): Promise<boolean> {
  if (!(await canWait(error, step.caseNo))) return false;
  await keepAction(step);
  return true;
}

/** Keeps a case that could not be opened for want of a network. @returns whether it was kept */
export async function keepAsked(error: unknown, asked: Parameters<typeof keepOpening>[0]): Promise<boolean> {
  if (!wantsNetwork(error)) return false;
  await keepOpening(asked);
  return true;
}
