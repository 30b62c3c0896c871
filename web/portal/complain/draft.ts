import { useCallback, useState } from 'react';
import { newKey } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { CATEGORIES, type Category } from '../categories.ts';

type Complaint = Body<'/api/v1/public/complaints'>;

/** A complaint while it is written. */
export interface Draft {
  step: 1 | 2 | 3;
  category: Category | undefined;
  content: string;
  home: { id?: string | undefined; name: string };
  officials: string;
  anonymous: boolean | undefined;
  name: string;
  phone: string;
  address: string;
}

/** Kept for this tab only: on a computer that others use too, nothing is found of it once the tab is closed. */
const KEPT_AS = 'anlao.complaint';
const EMPTY: Draft = {
  step: 1,
  category: undefined,
  content: '',
  home: { name: '' },
  officials: '',
  anonymous: undefined,
  name: '',
  phone: '',
  address: '',
};

/** The draft, kept across a lost connection and a reload, and how to change and forget it. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(kept);
  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => {
      const after = { ...before, ...changes };
      globalThis.sessionStorage?.setItem(KEPT_AS, JSON.stringify(after));
      return after;
    });
  }, []);
  const forget = useCallback(() => {
    globalThis.sessionStorage?.removeItem(KEPT_AS);
    setDraft(EMPTY);
  }, []);
  return { draft, change, forget };
}

function kept(): Draft {
  try {
    const said: unknown = JSON.parse(globalThis.sessionStorage?.getItem(KEPT_AS) ?? 'null');
    if (typeof said !== 'object' || said === null) return EMPTY;
    const draft = { ...EMPTY, ...(said as Partial<Draft>) };
    return draft.category === undefined || draft.category in CATEGORIES.zh ? draft : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** What is sent. Somebody who stays anonymous sends nothing about themselves, whatever they typed before. */
export function complaintOf(draft: Draft): Complaint {
  const { category, content, home, officials, anonymous, name, phone, address } = draft;
  const about = { name: name.trim(), phone: phone.trim(), address: address.trim() };
  const informant = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== ''));
  const named = officials
    .split(/[、,，;；\n]/)
    .map((official) => official.trim())
    .filter((official) => official !== '');
  return {
    channel: 'web',
    category: category ?? 'other',
    content: content.trim(),
    institution: home.id === undefined ? { name: home.name.trim() } : { id: home.id },
    anonymous: anonymous ?? true,
    ...(anonymous === false && Object.keys(informant).length > 0 ? { informant } : {}),
    ...(named.length > 0 ? { namedOfficials: named.map((official) => ({ name: official })) } : {}),
  };
}

let lastSent: { text: string; key: string } | undefined;

/** The key of a complaint: the same words sent again are the same complaint, other words are another. */
export function keyOf(complaint: Complaint): string {
  const text = JSON.stringify(complaint);
  if (lastSent?.text !== text) lastSent = { text, key: newKey() };
  return lastSent.key;
}
