import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { api } from '../api/client.ts';
import { Console } from './console.tsx';
import { remember } from './offline/remember.ts';
import './style.css';
import './parts/parts.css';

api.use(remember);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
