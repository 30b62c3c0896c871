import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject, RouterProvider } from 'react-router';
import { Frame } from './frame.tsx';
import HomePage from './home/home-page.tsx';
import { NothingHere, PageFailure } from './nothing-here.tsx';

const page = (path: string, load: () => Promise<{ default: ComponentType }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
  errorElement: <PageFailure />,
});

/** Addresses of the portal; each page's code is loaded when somebody goes there. */
const router = createBrowserRouter([
  {
    element: <Frame />,
    hydrateFallbackElement: <></>,
    errorElement: <PageFailure />,
    children: [
      { path: '/portal', element: <HomePage /> },
      page('/portal/complain', () => import('./complain/complain-page.tsx')),
      page('/portal/follow', () => import('./follow/follow-page.tsx')),
      page('/portal/registers/:register?', () => import('./registers/registers-page.tsx')),
      page('/portal/letters/:token', () => import('./letters/letter-page.tsx')),
      page('/letters/:token', () => import('./letters/letter-page.tsx')),
      page('/portal/verify/:code?', () => import('./verify/verify-page.tsx')),
      page('/verify/:code?', () => import('./verify/verify-page.tsx')),
      { path: '*', element: <NothingHere /> },
    ],
  },
]);

/** The public portal. */
export function Portal() {
  return <RouterProvider router={router} />;
}
