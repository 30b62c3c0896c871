import { Alert, App, Card, Descriptions } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useMe, useSession } from '../session/me.ts';
import { PasswordForm } from '../session/password-form.tsx';
import { AbsenceCard } from './absence-card.tsx';
import { ContactCard } from './contact-card.tsx';
import { InterestsCard } from './interests-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { ACCOUNT_TEXTS } from './texts.ts';
import './account.css';

/** One's own account: how one signs in, where messages go, and who stands in. */
export default function AccountPage() {
  const t = useTexts(ACCOUNT_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const me = useMe();
  return (
    <div className="account">
      <Card size="small" className="panel account-who">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 3 }}
          items={[
            { key: 'name', label: t.who.name, children: me.name },
            { key: 'role', label: t.who.role, children: roles[me.role] },
            { key: 'division', label: t.who.division, children: me.divisionName },
          ]}
        />
        {me.standsInFor.length > 0 && (
          <Alert type="info" showIcon title={t.standsInFor(me.standsInFor.map(({ name }) => name).join('、'))} />
        )}
      </Card>
      <AbsenceCard />
      <ContactCard />
      <PasswordCard />
      {me.secondFactor.possible && <SecondFactorCard />}
      <InterestsCard />
      <SessionsCard />
    </div>
  );
}

function PasswordCard() {
  const t = useTexts(ACCOUNT_TEXTS);
  const { message } = App.useApp();
  const { refetch } = useSession();
  const done = async () => {
    void message.success(t.passwordDone);
    await refetch();
  };
  return (
    <Card title={t.password} size="small" className="panel">
      <p className="admin-note">{t.passwordNote}</p>
      <PasswordForm done={done} />
    </Card>
  );
}
