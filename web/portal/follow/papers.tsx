import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Sheet } from '../ui/page.tsx';
import type { Followed } from './case-page.tsx';

const TEXTS = texts(
  { papers: '给您的文书', files: '您交来的材料', given: '交来时间' },
  { papers: 'Papers for you', files: 'What you handed in', given: 'Handed in' },
);

/** What was written to the complainant, to be read or saved, and what they handed in themselves. */
export function Papers({ code, followed: { documents, files } }: { code: string; followed: Followed }) {
  const t = useTexts(TEXTS);
  return (
    <>
      {documents.length > 0 && (
        <Sheet title={t.papers} id="papers">
          <ul className="papers">
            {documents.map(({ id, title, createdAt }) => (
              <li key={id}>
                <a
                  href={`/api/v1/public/complaints/${encodeURIComponent(code)}/documents/${id}`}
                  target="_blank"
                  rel="noreferrer"
                  referrerPolicy="no-referrer"
                >
                  {title}
                </a>
                <small>{dayAndTime(createdAt)}</small>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {files.length > 0 && (
        <Sheet title={t.files} id="files">
          <ul className="papers">
            {files.map(({ name, createdAt }) => (
              <li key={`${name}${createdAt}`}>
                <span>{name}</span>
                <small>{dayAndTime(createdAt)}</small>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
