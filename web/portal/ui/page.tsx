import { type ReactNode, useEffect, useRef } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts({ site: '养老服务监督' }, { site: 'Elder-care supervision' });

let arrived = false;

/** A page with its heading, which takes the focus when somebody comes from another page, so that screen readers say where they are. */
export function Page({ title, lead, narrow, children }: { title: string; lead?: ReactNode; narrow?: boolean; children: ReactNode }) {
  const { site } = useTexts(TEXTS);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${site}`;
  }, [title, site]);
  useEffect(() => {
    globalThis.scrollTo(0, 0);
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A part of a page, on its own sheet. */
export function Sheet({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  return (
    <section className="sheet" aria-labelledby={title && id ? `${id}-title` : undefined}>
      {title && <h2 id={id && `${id}-title`}>{title}</h2>}
      {children}
    </section>
  );
}
