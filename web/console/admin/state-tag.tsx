import type { ReactNode } from 'react';
import './state-tag.css';

/** A state in words on its colour; the words say it, the colour only helps. */
export const StateTag = ({ tone, children }: { tone: 'calm' | 'soon' | 'late' | 'plain'; children: ReactNode }) => (
  <span className={`state-tag state-${tone}`}>{children}</span>
);
