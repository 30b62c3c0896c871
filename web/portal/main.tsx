import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { texts, useTexts } from '../shared/texts.ts';

const TEXTS = texts({ title: '养老机构服务监督' }, { title: 'Supervision of elder-care services' });

function Portal() {
  return <h1>{useTexts(TEXTS).title}</h1>;
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Portal />
    </StrictMode>,
  );
