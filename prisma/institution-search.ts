import { pinyin } from 'pinyin-pro';

/** What an institution is found by: its name, its pinyin without tones, and the initials of that. */
export function searchOf(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map((s) => s.replace(/\s/g, ''));
  return [name, syllables.join(''), syllables.map((s) => s.charAt(0)).join('')].join(' ').toLowerCase();
}

interface Db {
  query(text: string, values?: unknown[]): Promise<{ rows: { id: string; name: string }[] }>;
}

const AT_ONCE = 500;

/** Fills in what the institutions are found by that have nothing yet: those written by an earlier version. Safe to repeat. */
export async function fillSearch(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await db.query('SELECT id, name FROM institution WHERE search IS NULL LIMIT $1', [AT_ONCE]);
    if (rows.length === 0) return;
    const found = JSON.stringify(rows.map(({ id, name }) => ({ id, search: searchOf(name) })));
    await db.query(
      'UPDATE institution i SET search = f.search FROM jsonb_to_recordset($1::jsonb) AS f(id text, search text) WHERE i.id = f.id AND i.search IS NULL',
      [found],
    );
  }
}
