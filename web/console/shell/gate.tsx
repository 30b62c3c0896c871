import { Navigate, Outlet, useLocation } from 'react-router';
import { homeOf, pageAt } from '../pages.ts';
import { useMe, useSession } from '../session/me.ts';
import { PasswordPage } from '../session/password-page.tsx';
import { Shell } from './shell.tsx';
import { Failure, Loading, NotAllowed } from './states.tsx';

/** Lets in who is signed in; everybody else signs in first and comes back to where they wanted to go. */
export function Gate() {
  const { me, problem, isPending, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (isPending) return <Loading />;
  if (!me && problem?.status === 401) return <Navigate replace to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} />;
  if (!me) return <Failure error={problem} retry={() => void refetch()} />;
  if ('mustChangePassword' in me && me.mustChangePassword) return <PasswordPage forced />;
  const page = pageAt(pathname);
  const allowed = !page || page.roles.includes(me.role);
  return <Shell>{allowed ? <Outlet /> : <NotAllowed />}</Shell>;
}

/** Where somebody arrives: the first page of their role. */
export function Arrival() {
  const me = useMe();
  const home = homeOf(me);
  return home ? <Navigate replace to={home.path} /> : <NotAllowed />;
}
