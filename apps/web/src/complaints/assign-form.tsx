import { Autocomplete, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { assignComplaint, countComplaints } from '../api/complaints.js';
import type { Complaint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import classes from './complaint.module.css';
import { type ComplaintProps, useComplaintChange } from './use-complaint.js';
import { useMyName } from './use-my-name.js';

/** Who looks after the complaint. Keys have no names, so a person says once how they are called. */
export function AssignForm({ complaint, seen, onSeen }: ComplaintProps): ReactNode {
  const { t, word } = useI18n();
  const counts = useQuery({ queryKey: ['complaints', 'counts'], queryFn: countComplaints });
  const [name, setName] = useState('');
  const assign = useComplaintChange(
    complaint.id,
    (to: string | null) => assignComplaint(seen, to),
    (fresh) => {
      setName('');
      onSeen(fresh);
    },
  );
  const give = (to: string | null): void => assign.mutate(to);
  const isOver = complaint.status === 'merged';
  return (
    <form
      className={classes['assign']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') give(name.trim());
      }}
    >
      <p className={classes['assignee']}>
        {complaint.assignee ?? <span className="quiet">{t('complaints.nobody')}</span>}
      </p>
      {isOver ? null : (
        <>
          <div className={classes['row']}>
            <Autocomplete
              size="xs"
              aria-label={t('complaint.assign.name')}
              placeholder={t('complaint.assign.name')}
              maxLength={100}
              value={name}
              onChange={setName}
              data={counts.data?.assignees.map(({ assignee }) => assignee) ?? []}
            />
            <Button type="submit" disabled={name.trim() === ''} loading={assign.isPending}>
              {t('complaint.assign.do')}
            </Button>
          </div>
          <OwnButtons complaint={complaint} typed={name.trim()} onGive={give} />
        </>
      )}
      {assign.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(assign.error, word)}
        </p>
      ) : null}
    </form>
  );
}

interface OwnButtonsProps {
  complaint: Complaint;
  /** What stands in the field of the name. */
  typed: string;
  onGive: (to: string | null) => void;
}

/** Taking it oneself, and giving it back. */
function OwnButtons({ complaint, typed, onGive }: OwnButtonsProps): ReactNode {
  const { t } = useI18n();
  const [myName, rememberMyName] = useMyName();
  return (
    <div className={classes['row']}>
      {myName === null ? (
        <Button
          variant="subtle"
          disabled={typed === ''}
          title={t('complaint.assign.my-name')}
          onClick={() => {
            rememberMyName(typed);
            onGive(typed);
          }}
        >
          {t('complaint.assign.me')}
        </Button>
      ) : null}
      {myName !== null && myName !== complaint.assignee ? (
        <Button variant="subtle" onClick={() => onGive(myName)}>
          {t('complaint.assign.me-as', { name: myName })}
        </Button>
      ) : null}
      {complaint.assignee === null ? null : (
        <Button variant="subtle" onClick={() => onGive(null)}>
          {t('complaint.assign.drop')}
        </Button>
      )}
    </div>
  );
}
