import { Navigate, Outlet, useLocation } from 'react-router';
import { homeOf, mayOpen, pageAt } from '../pages.ts';
import { useMe, useSession } from '../session/me.ts';
import { PasswordPage } from '../session/password-page.tsx';
import { SecondFactorPage } from '../session/second-factor-page.tsx';
import { Shell } from './shell.tsx';
import { Failure, Loading, NotAllowed } from './states.tsx';

/** Lets in who is signed in; everybody else signs in first and comes back to where they wanted to go. */
export function Gate() {
  const { me, problem, isPending, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (isPending) return <Loading />;
  if (!me && problem?.status === 401) return <Navigate replace to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} />;
  if (!me) return <Failure error={problem} retry={() => void refetch()} />;
  if (me.mustChangePassword) return <PasswordPage />;
  if (me.secondFactor.required && !me.secondFactor.enabled) return <SecondFactorPage />;
  const page = pageAt(pathname);
  const allowed = !page || mayOpen(me, page);
  return <Shell>{allowed ? <Outlet /> : <NotAllowed />}</Shell>;
}

/** Where somebody arrives: the first page of their role. */
export function Arrival() {
  const me = useMe();
  const home = homeOf(me);
  return home ? <Navigate replace to={home.path} /> : <NotAllowed />;
}
