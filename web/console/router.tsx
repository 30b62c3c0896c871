import { createBrowserRouter, type RouteObject } from 'react-router';
import { PAGES, type Page } from './pages.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { Arrival, Gate } from './shell/gate.tsx';
import { NotFound, PageFailure, Unloaded } from './shell/states.tsx';

const unloaded = (error: unknown) => ({ default: () => <Unloaded error={error} /> });

const routeOf = ({ path, load }: Page): RouteObject => ({
  path,
  // a lazy route that fails where the console begins would leave its place blank, whatever it shows for errors
  lazy: async () => ({ Component: (await load().catch(unloaded)).default }),
  errorElement: <PageFailure />,
});

/** Addresses of the console. Each page's code is loaded when it is first opened. */
export const consoleRouter = () =>
  createBrowserRouter([
    { path: '/sign-in', element: <SignInPage /> },
    {
      path: '/',
      element: <Gate />,
      hydrateFallbackElement: <></>,
      errorElement: <PageFailure />,
      children: [{ index: true, element: <Arrival /> }, ...PAGES.map(routeOf), { path: '*', element: <NotFound /> }],
    },
  ]);
