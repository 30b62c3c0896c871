import { Navigate, Outlet, useLocation, useMatches } from 'react-router';
import { PAGES, pagesFor } from '../pages.ts';
import { useMe, useSession } from '../session/me.ts';
import { PasswordPage } from '../session/password-page.tsx';
import { Shell } from './shell.tsx';
import { Failure, Loading, NotAllowed } from './states.tsx';

/** Lets in who is signed in; everybody else signs in first and comes back to where they wanted to go. */
export function Gate() {
  const { me, problem, isPending, refetch } = useSession();
  const { pathname, search } = useLocation();
  const matches = useMatches();
  if (isPending) return <Loading />;
  if (!me && problem?.status === 401) return <Navigate replace to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} />;
  if (!me) return <Failure error={problem} retry={() => void refetch()} />;
  if ('mustChangePassword' in me && me.mustChangePassword) return <PasswordPage forced />;
  const page = PAGES.find(({ path }) => matches.some((match) => match.pathname !== '/' && fits(path, match.pathname)));
  const allowed = !page || page.roles.includes(me.role);
  return <Shell>{allowed ? <Outlet /> : <NotAllowed />}</Shell>;
}

/** Where somebody arrives: the first page of their role. */
export function Arrival() {
  const me = useMe();
  const [first] = pagesFor(me);
  return first ? <Navigate replace to={first.path} /> : <NotAllowed />;
}

/** Whether an address is one of a page's: parameters stand for anything. */
const fits = (path: string, pathname: string): boolean => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`).test(pathname);
