import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { said } from '../said.ts';
import { Field } from '../ui/field.tsx';
import type { Draft } from './draft.ts';

type Home = Item<'/api/v1/public/suggestions'>;
const PAUSE_MS = 250;
const TEXTS = texts(
  {
    label: '养老机构的名称',
    hint: '输入几个字，从名单里选；名单里没有也可以直接写，没有备案的也受理。',
    found: (n: number) => (n === 0 ? '名单里没有，可以直接写名称' : `找到 ${n} 家，用上下键选择`),
    list: '名单里的机构',
  },
  {
    label: 'Name of the home',
    hint: 'Type a few characters and choose from the list. If it is not there, just write the name; unfiled homes are looked into as well.',
    found: (n: number) => (n === 0 ? 'Not on the list; the name as you write it will do' : `${n} found; choose with the arrow keys`),
    list: 'Homes on the list',
  },
);

/** The home complained about: suggestions while typing, and any other name as it is written. */
export function HomeField({
  home,
  choose,
  error,
}: {
  home: Draft['home'];
  choose: (home: Draft['home']) => void;
  error?: string | undefined;
}) {
  const t = useTexts(TEXTS);
  const list = useId();
  const { homes, close } = useSuggestions(home.id === undefined ? home.name : '');
  const [at, setAt] = useState(-1);
  const pick = ({ id, name }: Home) => {
    choose({ name, ...(id === null ? {} : { id }) });
    close();
    setAt(-1);
  };
  const key = (event: KeyboardEvent) => {
    if (!homes || homes.length === 0) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = homes[at];
    if (move !== undefined) setAt((at + move + homes.length) % homes.length);
    else if (event.key === 'Enter' && chosen) pick(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const open = homes !== undefined && homes.length > 0;
  return (
    <Field label={t.label} hint={t.hint} error={error}>
      {(field) => (
        <div className="suggest">
          <input
            {...field}
            role="combobox"
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={at >= 0 && open ? `${list}-${at}` : undefined}
            autoComplete="off"
            maxLength={200}
            value={home.name}
            onChange={(event) => choose({ name: event.target.value })}
            onKeyDown={key}
          />
          <div id={list} role="listbox" aria-label={t.list} className="suggestions" hidden={!open}>
            {homes?.map((found, i) => (
              <button
                type="button"
                tabIndex={-1}
                key={`${found.id}${found.name}`}
                id={`${list}-${i}`}
                role="option"
                aria-selected={i === at}
                onClick={() => pick(found)}
              >
                <strong>{found.name}</strong>
                <small>{[found.divisionName, found.address].filter(Boolean).join(' · ')}</small>
              </button>
            ))}
          </div>
          <p role="status" className="unseen">
            {homes === undefined ? '' : t.found(homes.length)}
          </p>
        </div>
      )}
    </Field>
  );
}

/** Homes of the published lists that fit what is typed, asked for after a short pause; without a network there are none. */
function useSuggestions(typed: string) {
  const [homes, setHomes] = useState<Home[]>();
  useEffect(() => {
    const q = typed.trim();
    setHomes(undefined);
    if (q === '') return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      said(api.GET('/api/v1/public/suggestions', { params: { query: { q } }, signal: asking.signal })).then(
        ({ items }) => setHomes(items),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [typed]);
  return { homes, close: () => setHomes(undefined) };
}
