import { newKey } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { isPhoneNumber } from '../../shared/phone.ts';

export type OpenComplaint = Body<'/api/v1/complaints'>;

/** What a clerk has typed so far. It outlives the page, the browser and the network. */
export interface Draft {
  /** Sent with every try, so that a complaint that was taken once is not taken twice. */
  key: string;
  channel: OpenComplaint['channel'];
  institutionId?: string | undefined;
  institutionName: string;
  category?: OpenComplaint['category'] | undefined;
  content: string;
  anonymous: boolean;
  name: string;
  phone: string;
  address: string;
  officials: string[];
  sourceNumber: string;
  /** The day a letter came or the box was opened; nothing for now. */
  receivedOn?: string | undefined;
  files: File[];
}

/** A sheet with nothing on it, under a key of its own. */
export const emptyDraft = (): Draft => ({
  key: newKey(),
  channel: 'hotline',
  institutionName: '',
  content: '',
  anonymous: false,
  name: '',
  phone: '',
  address: '',
  officials: [],
  sourceNumber: '',
  files: [],
});

/** Whether anything would be lost. */
export const isWritten = ({ institutionName, content, name, phone, address, officials, files }: Draft): boolean =>
  [institutionName, content, name, phone, address].some((text) => text.trim() !== '') || officials.length + files.length > 0;

/** What may be wrong with a draft before it is sent. */
export type WrongField = 'institution' | 'category' | 'content' | 'phone';

/** Fields that are still missing or cannot be right, in the order of the page. */
export function missingIn({ institutionName, category, content, anonymous, phone }: Draft): WrongField[] {
  return [
    ...(institutionName.trim() === '' ? (['institution'] as const) : []),
    ...(category === undefined ? (['category'] as const) : []),
    ...(content.trim() === '' ? (['content'] as const) : []),
    ...(!anonymous && phone.trim() !== '' && !isPhoneNumber(phone) ? (['phone'] as const) : []),
  ];
}

const orNothing = (text: string) => (text.trim() === '' ? undefined : text.trim());

/** The complaint that a filled draft means. Who complained goes along only when they do not wish to stay unnamed. */
export function complaintOf(draft: Draft): OpenComplaint {
  const { channel, institutionId, institutionName, category = 'other', content, anonymous, officials, receivedOn } = draft;
  const informant = { name: orNothing(draft.name), phone: orNothing(draft.phone), address: orNothing(draft.address) };
  const told = Object.fromEntries(Object.entries(informant).filter(([, value]) => value !== undefined));
  const sourceNumber = orNothing(draft.sourceNumber);
  return {
    channel,
    institution: institutionId ? { id: institutionId } : { name: institutionName.trim() },
    category,
    content: content.trim(),
    anonymous,
    ...(!anonymous && Object.keys(told).length > 0 ? { informant: told } : {}),
    ...(officials.length > 0 ? { namedOfficials: officials.map((name) => ({ name })) } : {}),
    ...(sourceNumber ? { sourceNumber } : {}),
    ...(receivedOn && channel !== 'hotline' ? { receivedAt: `${receivedOn}T00:00:00+08:00` } : {}),
  };
}
