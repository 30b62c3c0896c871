import type { ReactNode } from 'react';

/** A table that may be wider than the page: it is scrolled by itself, with the keyboard too. */
export const Wide = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached with the keyboard
  <section className="wide" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
